import { Shapes } from '../fields/Shapes.ts'
import { done, refused } from '../Status.ts'
import type { Api } from './Api.ts'
import type { ApiParts } from './ApiParts.ts'
import { bind } from './bind.ts'
import { create } from './create.ts'
import { remove } from './delete.ts'
import { patch } from './patch.ts'
import { notFound } from './refusals.ts'
import { update } from './update.ts'

/** The verbs of the apiserver over a Store. */
export function createApi(given: ApiParts): Api {
  const parts = { ...given, shapes: new Shapes(given.schema) }
  const { store } = parts
  return {
    get: (of) => {
      const found = store.get(of.resource, of.namespace, of.name)
      return found ? done(found) : refused(notFound(parts.resource(of.resource), of))
    },
    list: (resource, namespace) => store.list(resource, namespace),
    create: (resource, object, options) => create(parts, resource, { object, options }),
    update: (of, object, options) => update(parts, of, { object, options }),
    bind: (of, node, options) => bind(parts, of, { node, options }),
    patch: (of, how, options) => patch(parts, of, { patch: how, options }),
    delete: (of, how, options) => remove(parts, of, { how, options }),
  }
}

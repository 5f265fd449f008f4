import type { Api, ObjectName, User, WriteOptions } from '../apiserver/Api.ts'
import type { KubeObject } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import type { Access } from './createAccess.ts'

/** The apiserver's verbs for somebody who may be refused: a list, too, can be. */
export type AuthorisedApi = Omit<Api, 'list'> & { list(resource: string, namespace?: string): Result<readonly KubeObject[]> }

type Of = { readonly resource: string; readonly namespace?: string | undefined; readonly name?: string; readonly subresource?: string }

/** An Api as one user has it: each verb is authorised first, and every write is that user's. What programs in containers are given. */
export function authorisedApi(api: Api, access: Pick<Access, 'authorize'>, user: User): AuthorisedApi {
  const may = (verb: string, { resource, ...of }: Of): Result<null> => {
    const [plural = '', ...group] = resource.split('.')
    return access.authorize(user, { verb, apiGroup: group.join('.'), resource: plural, ...of })
  }
  const own = (options: WriteOptions): WriteOptions => ({ ...options, user })
  const guarded = <Value>(verb: string, of: Of, act: () => Result<Value>): Result<Value> => {
    const allowed = may(verb, of)
    return allowed.ok ? act() : allowed
  }
  return {
    get: (of: ObjectName) => guarded('get', of, () => api.get(of)),
    list: (resource, namespace) => guarded('list', { resource, namespace }, () => done(api.list(resource, namespace))),
    create: (resource, object, options) =>
      guarded('create', { resource, namespace: object.metadata.namespace }, () => api.create(resource, object, own(options))),
    update: (of, object, options) => guarded('update', of, () => api.update(of, object, own(options))),
    bind: (of, node, options) => guarded('create', { ...of, subresource: 'binding' }, () => api.bind(of, node, own(options))),
    patch: (of, patch, options) => guarded('patch', of, () => api.patch(of, patch, own(options))),
    delete: (of, how, options) => guarded('delete', of, () => api.delete(of, how, own(options))),
  }
}

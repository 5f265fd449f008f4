import type { JsonObject, KubeObject, NewObject } from '../objects.ts'
import { isObject, textOf } from '../patch/json.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Target } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { badRequest } from './refusals.ts'

export type Kind = { readonly apiVersion: string; readonly kind: string }

export type NamedObject = NewObject & { readonly metadata: { readonly name: string } }

/** What a patch gave must still be the object of the request's path. */
export function namedObject(value: JsonObject, { apiVersion, kind }: Kind, of: Target): Result<NamedObject> {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {}
  const { name, namespace } = metadata
  if (of.namespace !== undefined && namespace !== undefined && namespace !== '' && namespace !== of.namespace) {
    return refused(badRequest('the namespace of the provided object does not match the namespace sent on the request'))
  }
  if (name === undefined || name === '')
    return refused(badRequest(`the name of the object (${of.name} based on URL) was undeterminable: name must be provided`))
  if (name !== of.name) return refused(badRequest(`the name of the object (${textOf(name)}) does not match the name on the URL (${of.name})`))
  const placed = of.namespace === undefined ? {} : { namespace: of.namespace }
  return done({ ...value, apiVersion, kind, metadata: { ...metadata, name, ...placed } })
}

/** The kind that a path stands for: that of what is stored there, else of its resource. */
export function kindOfTarget(parts: VerbParts, of: Target, before: KubeObject | undefined): Kind {
  if (before) return before
  const info = parts.resource(of.resource)
  if (!info) return { apiVersion: '', kind: '' }
  return { apiVersion: info.group === '' ? info.version : `${info.group}/${info.version}`, kind: info.kind }
}

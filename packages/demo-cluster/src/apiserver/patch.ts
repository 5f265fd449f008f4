import { recordUpdate } from '../fields/recordUpdate.ts'
import type { Json, JsonObject, KubeObject, NewObject } from '../objects.ts'
import { decodePatched, goText, sortedJson } from '../patch/decodePatched.ts'
import { goKind, isObject } from '../patch/json.ts'
import { jsonPatch } from '../patch/jsonPatch.ts'
import { mergePatch } from '../patch/mergePatch.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Patch, Target, WriteOptions } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { badRequest, notFound, notThis } from './refusals.ts'
import { replace, withDefaults } from './update.ts'

export type Patching = { readonly patch: Patch; readonly options: WriteOptions }

/** Changes part of an object, as a JSON, merge or strategic merge patch says, or as server-side apply does. */
export function patch(parts: VerbParts, of: Target, { patch: asked, options }: Patching): Result<KubeObject> {
  const before = parts.store.get(of.resource, of.namespace, of.name)
  if (asked.type === 'apply') return refused(notThis('server-side apply is not served yet'))
  if (!before) return refused(notFound(parts.resource(of.resource), of))
  const body = jsonFrom(asked.body)
  const patched = patchedBy(jsonObjectFrom(before), asked.type, body)
  if (!patched.ok) return patched
  const decoded = decodePatched(parts.schema, {
    value: patched.value,
    shown: () => (asked.type === 'strategic' ? goText(body) : sortedJson(patched.value)),
    apiVersion: before.apiVersion,
    kind: before.kind,
    fieldValidation: options.fieldValidation ?? 'Warn',
    warn: options.warn,
  })
  if (!decoded.ok) return decoded
  const object = namedObject(decoded.value, before, of)
  if (!object.ok) return object
  const defaulted = withDefaults(parts, of, object.value)
  const owned = recordUpdate(parts, { before, after: defaulted, subresource: of.subresource ?? null, manager: options.fieldManager })
  return replace(parts, of, { before, after: owned, options })
}

function patchedBy(target: JsonObject, type: 'json' | 'merge' | 'strategic', body: Json): Result<Json> {
  if (type === 'json') return jsonPatch(target, body)
  if (!isObject(body)) {
    return refused(badRequest(`error decoding patch: json: cannot unmarshal ${goKind(body)} into Go value of type map[string]interface {}`))
  }
  return done(mergePatch(target, body))
}

/** Requests and stored objects are JSON already: this says so to the compiler. */
function jsonFrom(value: unknown): Json {
  return value as Json
}

function jsonObjectFrom(object: KubeObject): JsonObject {
  return object as unknown as JsonObject
}

type Named = NewObject & { readonly metadata: { readonly name: string } }

/** What a patch gave must still be this object. */
function namedObject(value: JsonObject, before: KubeObject, of: Target): Result<Named> {
  const { metadata } = value
  const { name, namespace } = isObject(metadata) ? metadata : {}
  if (of.namespace !== undefined && namespace !== undefined && namespace !== of.namespace) {
    return refused(badRequest('the namespace of the provided object does not match the namespace sent on the request'))
  }
  if (name !== of.name)
    return refused(badRequest(`the name of the object (${typeof name === 'string' ? name : ''}) does not match the name on the URL (${of.name})`))
  const { apiVersion, kind } = before
  return done({ ...value, apiVersion, kind, metadata: { ...(isObject(metadata) ? metadata : {}), name } })
}

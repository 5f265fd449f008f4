import { recordUpdate } from '../fields/recordUpdate.ts'
import type { Json, JsonObject, KubeObject } from '../objects.ts'
import { decodePatched, sortedJson } from '../patch/decodePatched.ts'
import { goText } from '../patch/goText.ts'
import { goKind, isObject } from '../patch/json.ts'
import { jsonPatch } from '../patch/jsonPatch.ts'
import { mergePatch } from '../patch/mergePatch.ts'
import { strategicPatch } from '../patch/strategicPatch.ts'
import { done, type Result, refused } from '../Status.ts'
import { normalise } from '../schema/normalise.ts'
import type { Patch, Target, WriteOptions } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { apply } from './apply.ts'
import { namedObject } from './namedObject.ts'
import { badRequest, notFound } from './refusals.ts'
import { replace, withDefaults } from './update.ts'

export type Patching = { readonly patch: Patch; readonly options: WriteOptions }

/** Changes part of an object, as a JSON, merge or strategic merge patch says, or as server-side apply does. */
export function patch(parts: VerbParts, of: Target, { patch: asked, options }: Patching): Result<KubeObject> {
  const before = parts.store.get(of.resource, of.namespace, of.name)
  if (asked.type === 'apply') return apply(parts, of, { before, body: jsonFrom(asked.body), force: asked.force, options })
  if (!before) return refused(notFound(parts.resource(of.resource), of))
  const body = jsonFrom(asked.body)
  const patched = patchedBy(parts, before, { type: asked.type, body })
  if (!patched.ok) return patched
  const decoded = decodePatched(parts.schema, {
    value: patched.value,
    shown: () => (asked.type === 'strategic' ? goText(body) : sortedJson(patched.value)),
    converted: asked.type === 'strategic',
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

type NotApply = { readonly type: 'json' | 'merge' | 'strategic'; readonly body: Json }

function patchedBy({ schema }: VerbParts, before: KubeObject, { type, body }: NotApply): Result<Json> {
  const struct = schema?.kind(before.apiVersion, before.kind)
  const target = schema && struct ? normalise(schema, struct, jsonObjectFrom(before)) : jsonObjectFrom(before)
  if (type === 'json') return jsonPatch(target, body)
  if (!isObject(body)) {
    const why = `json: cannot unmarshal ${goKind(body)} into Go value of type map[string]interface {}`
    return refused(badRequest(type === 'merge' ? `error decoding patch: ${why}` : why))
  }
  if (type === 'strategic' && schema && struct) return strategicPatch(schema, { is: 'struct', name: struct.name }, { target, patch: body })
  return done(mergePatch(target, body))
}

/** Requests and stored objects are JSON already: this says so to the compiler. */
function jsonFrom(value: unknown): Json {
  return value as Json
}

function jsonObjectFrom(object: KubeObject): JsonObject {
  return object as unknown as JsonObject
}

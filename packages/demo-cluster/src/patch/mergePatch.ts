import { type Json, type JsonObject, ownField, setField } from '../objects.ts'
import { isObject } from './json.ts'

/** JSON merge patch (RFC 7386): null removes, objects are merged, everything else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const merged: Record<string, Json | undefined> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else if (value !== undefined) setField(merged, key, mergePatch(ownField(merged, key), value))
  }
  const result: JsonObject = merged
  return result
}

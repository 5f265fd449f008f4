import { type JsonObject, ownField } from '../objects.ts'
import { isObject } from './json.ts'

/** Whether two JSON values are the same: fields in any order, and one that is absent is one that is undefined. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  }
  return isObject(a) && isObject(b) && sameFields(a, b)
}

function sameFields(a: JsonObject, b: JsonObject): boolean {
  let shared = 0
  for (const key of Object.keys(a)) {
    const value = ownField(a, key)
    if (value === undefined) continue
    if (!sameValue(value, ownField(b, key))) return false
    shared++
  }
  for (const key of Object.keys(b)) if (ownField(b, key) !== undefined) shared--
  return shared === 0
}

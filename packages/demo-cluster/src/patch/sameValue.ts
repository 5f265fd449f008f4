import { ownField } from '../objects.ts'
import { isObject } from './json.ts'

/** Whether two JSON values are the same: fields in any order, and one that is absent is one that is undefined. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  }
  return isObject(a) && isObject(b) && sameFieldsBut(null, a, b)
}

type Fields = { readonly [field: string]: unknown }

/** The same of two objects, one field of which is not looked at. */
export function sameFieldsBut(but: string | null, a: Fields, b: Fields): boolean {
  let shared = 0
  for (const key of Object.keys(a)) {
    if (key === but) continue
    const value = ownField(a, key)
    if (value === undefined) continue
    if (!sameValue(value, ownField(b, key))) return false
    shared++
  }
  for (const key of Object.keys(b)) if (key !== but && ownField(b, key) !== undefined) shared--
  return shared === 0
}

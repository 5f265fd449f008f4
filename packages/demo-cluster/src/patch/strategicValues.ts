import type { Json } from '../objects.ts'
import { isList, isObject } from './json.ts'

/** A new value without the nulls of its objects: there is nothing for them to remove. */
export function discardNulls(value: Json): Json {
  if (isList(value)) return value.map(discardNulls)
  if (!isObject(value)) return value
  const kept = Object.entries(value).flatMap(([key, inner]) => (inner === null || inner === undefined ? [] : [[key, discardNulls(inner)] as const]))
  return Object.fromEntries(kept)
}

/** A new value without the objects in it that carry a `$patch`; undefined where it is one itself. */
export function withoutDirectives(value: Json): Json | undefined {
  if (isList(value)) return value.flatMap((item) => withoutDirectives(item) ?? [])
  if (!isObject(value)) return value
  if (value['$patch'] !== undefined) return undefined
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const next = inner === undefined ? undefined : withoutDirectives(inner)
    return next === undefined ? [] : [[key, next] as const]
  })
  return Object.fromEntries(kept)
}

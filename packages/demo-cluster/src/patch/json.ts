import type { Json, JsonObject } from '../objects.ts'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

/** What Go's encoding/json calls a value of this kind. */
export function goKind(value: Json | undefined): string {
  if (isList(value)) return 'array'
  if (isObject(value)) return 'object'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** A string as it is, and nothing for everything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The fields of an object without one. */
export function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = object
  return rest
}

/** A struct of the API as JSON holds it, of any kind. */
export type Struct = { readonly [field: string]: unknown }

const NONE: Struct = Object.freeze({})

export function isStruct(value: unknown): value is Struct {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/*
 * Readers: what is absent, null or of another type reads as the zero value, as in Go after decoding. Types were checked when the request was decoded.
 */

export function struct(value: unknown): Struct {
  return isStruct(value) ? value : NONE
}

export function structs(value: unknown): readonly Struct[] {
  return Array.isArray(value) ? value.map(struct) : []
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** Pairs of a map whose values are strings, in the order of their keys. */
export function textPairs(value: unknown): readonly (readonly [string, string])[] {
  return Object.entries(struct(value))
    .map(([key, of]) => [key, text(of)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The struct less some of its fields. */
export function without(of: Struct, fields: readonly string[]): Struct {
  return Object.fromEntries(Object.entries(of).filter(([field]) => !fields.includes(field)))
}

/** A pointer of Go: absent and null are the same, everything else is set. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null
}

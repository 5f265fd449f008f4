/*
 * Reading objects of any kind for printing: what is absent, or of another type than expected, reads as Go's zero value.
 */

/** The value at the end of a path of fields. */
export function valueAt(from: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => (isMap(value) ? value[field] : undefined), from)
}

export function textAt(from: unknown, ...path: readonly string[]): string {
  const value = valueAt(from, ...path)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export function numberAt(from: unknown, ...path: readonly string[]): number {
  const value = valueAt(from, ...path)
  return typeof value === 'number' ? value : 0
}

export function listAt(from: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = valueAt(from, ...path)
  return Array.isArray(value) ? value : []
}

export function mapAt(from: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const value = valueAt(from, ...path)
  return isMap(value) ? value : {}
}

export function isThere(from: unknown, ...path: readonly string[]): boolean {
  const value = valueAt(from, ...path)
  return value !== undefined && value !== null
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

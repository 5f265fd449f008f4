/** Equality of plain values: what JSON can say. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, index) => sameValue(value, b[index]))
  }
  const entries = Object.entries(a)
  return entries.length === Object.keys(b).length && entries.every(([key, value]) => sameValue(value, Reflect.get(b, key)))
}

/** Whether two JSON values are the same: fields in any order, and one that is absent is one that is undefined. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  }
  return sameFields(a, b)
}

function sameFields(a: object, b: object): boolean {
  const others = new Map<string, unknown>(Object.entries(b))
  let shared = 0
  for (const [key, value] of Object.entries(a)) {
    if (value === undefined) continue
    if (!sameValue(value, others.get(key))) return false
    shared++
  }
  for (const value of others.values()) if (value !== undefined) shared--
  return shared === 0
}

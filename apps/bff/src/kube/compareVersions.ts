/**
 * Orders two resourceVersions of one resource as apimachinery does: decimal strings by length, then by text; they may be longer than any number.
 * Negative: `a` is older.
 */
export function compareVersions(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Nothing that we take is nested deeper than a handful. */
export const MAX_DEPTH = 20

/** Whether a parsed JSON value is nested at most `depth` deep. */
export function isShallow(value: unknown, depth = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1))
}

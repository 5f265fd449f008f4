/** One text for one subscription: parameters are equal when this is, whatever the order of keys or of namespaces. */
export const topicKey = (name: string, context: string, params: unknown): string => JSON.stringify([name, context, sorted(params)])

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...new Set(value)].sort(byText)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)])
}

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1)

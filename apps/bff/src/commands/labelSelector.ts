import * as z from 'zod'

const Selector = z.object({
  matchLabels: z.record(z.string(), z.string()).default({}),
  matchExpressions: z.array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).default([]) })).default([]),
})

/** The selector of an object in the words of a query; undefined, which finds everything, where it holds something unknown. */
export function labelSelector(selector: unknown): string | undefined {
  const parsed = Selector.safeParse(selector)
  if (!parsed.success) return undefined
  const labels = Object.entries(parsed.data.matchLabels).map(([key, value]) => `${key}=${value}`)
  const expressions = parsed.data.matchExpressions.map(({ key, operator, values }) => {
    if (operator === 'In' || operator === 'NotIn') return `${key} ${operator.toLowerCase()} (${values.join(',')})`
    return operator === 'Exists' ? key : operator === 'DoesNotExist' ? `!${key}` : null
  })
  const all = [...labels, ...expressions]
  return all.includes(null) || all.length === 0 ? undefined : all.join(',')
}

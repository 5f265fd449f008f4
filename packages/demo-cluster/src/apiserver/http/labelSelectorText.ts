import { isFields } from './isFields.ts'

/** A selector of an object, written as in URLs: `LabelSelector`s with their expressions, and the plain maps of ReplicationControllers and Services. */
export function labelSelectorText(selector: unknown): string {
  if (!isFields(selector)) return ''
  const { matchLabels, matchExpressions } = selector
  const nested = isFields(matchLabels) || Array.isArray(matchExpressions)
  const equal = Object.entries(nested ? (isFields(matchLabels) ? matchLabels : {}) : selector).map(([key, value]) => ({ key, text: `${key}=${String(value)}` }))
  const listed: readonly unknown[] = Array.isArray(matchExpressions) ? matchExpressions : []
  const expressions = listed.filter(isFields).map(expressionOf)
  return [...equal, ...expressions]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',')
}

function expressionOf({ key: named, operator, values }: Readonly<Record<string, unknown>>): { readonly key: string; readonly text: string } {
  const key = String(named)
  const within = `(${(Array.isArray(values) ? values.map(String).sort() : []).join(',')})`
  if (operator === 'Exists') return { key, text: key }
  if (operator === 'DoesNotExist') return { key, text: `!${key}` }
  return { key, text: `${key} ${operator === 'NotIn' ? 'notin' : 'in'} ${within}` }
}

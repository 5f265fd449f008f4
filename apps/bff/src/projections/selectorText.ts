import { listAt, objectAt, textAt, type Wire } from './wire.ts'

/** How `In`, `NotIn` are written; the other two operators take no values. */
const SETS: Readonly<Record<string, string>> = { In: 'in', NotIn: 'notin' }

/**
 * A label selector as kubectl prints it (`labels.Selector.String` of apimachinery 0.36): requirements ordered by key, values sorted, empty for one
 * that asks for nothing. Null where it is no selector.
 */
export function selectorText(selector: Wire): string | null {
  const requirements: { key: string; text: string }[] = []
  for (const [key, value] of Object.entries(objectAt(selector, 'matchLabels'))) {
    if (typeof value === 'string') requirements.push({ key, text: `${key}=${value}` })
  }
  for (const expression of listAt(selector, 'matchExpressions')) {
    const text = requirement(expression)
    if (text === null) return null
    requirements.push({ key: textAt(expression, 'key'), text })
  }
  return inOrder(requirements)
}

/** A plain set of labels, as ReplicationControllers select by. */
export function labelsText(labels: Wire): string {
  return selectorText({ matchLabels: labels }) ?? ''
}

function requirement(expression: Wire): string | null {
  const key = textAt(expression, 'key')
  const operator = textAt(expression, 'operator')
  const given = expression['values']
  const values = Array.isArray(given) ? given.filter((value) => typeof value === 'string') : []
  const word = Object.hasOwn(SETS, operator) ? SETS[operator] : undefined
  if (word !== undefined) return values.length === 0 ? null : `${key} ${word} (${values.sort().join(',')})`
  if (values.length > 0) return null
  if (operator === 'Exists') return key
  return operator === 'DoesNotExist' ? `!${key}` : null
}

function inOrder(requirements: { key: string; text: string }[]): string {
  return requirements
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',')
}

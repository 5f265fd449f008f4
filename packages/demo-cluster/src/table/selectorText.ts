import { listAt, mapAt, textAt } from './valueAt.ts'

/** Labels in order, `a=b,c=d`; `<none>` where there are none. */
export function labelsText(labels: Readonly<Record<string, unknown>>): string {
  const text = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`)
  return text.sort(byText).join(',') || '<none>'
}

/** A label selector in order of its keys, `a=b,c in (x,y),!d`; empty where it selects by nothing. */
export function selectorText(selector: unknown): string {
  const labels = Object.entries(mapAt(selector, 'matchLabels')).map(([key, value]) => ({ key, text: `${key}=${String(value)}` }))
  const expressions = listAt(selector, 'matchExpressions').map((one) => ({ key: textAt(one, 'key'), text: requirementText(one) }))
  return [...labels, ...expressions]
    .sort((a, b) => byText(a.key, b.key))
    .map(({ text }) => text)
    .join(',')
}

function requirementText(requirement: unknown): string {
  const key = textAt(requirement, 'key')
  const values = listAt(requirement, 'values').map(String).sort(byText).join(',')
  switch (textAt(requirement, 'operator')) {
    case 'In':
      return `${key} in (${values})`
    case 'NotIn':
      return `${key} notin (${values})`
    case 'Exists':
      return key
    default:
      return `!${key}`
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

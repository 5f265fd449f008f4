const LAYOUTS = { time: '2006-01-02T15:04:05Z07:00', microTime: '2006-01-02T15:04:05.000000Z07:00' }

/** The parts of RFC 3339 in order, with what Go's layout calls each. */
const PARTS: readonly (readonly [pattern: RegExp, layout: string])[] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^\d{2}/, '01'],
  [/^-/, '-'],
  [/^\d{2}/, '02'],
  [/^T/, 'T'],
  [/^\d{2}/, '15'],
  [/^:/, ':'],
  [/^\d{2}/, '04'],
  [/^:/, ':'],
  [/^\d{2}(\.\d+)?/, '05'],
  [/^(Z|[+-]\d{2}:\d{2})/, 'Z07:00'],
]

/** What Go's parser says of a text that is no RFC 3339 time; null where it is one. */
export function timeProblem(text: string, type: 'time' | 'microTime'): string | null {
  const parsing = `parsing time ${JSON.stringify(text)}`
  const as = `${parsing} as ${JSON.stringify(LAYOUTS[type])}: cannot parse`
  let rest = text
  for (const [pattern, layout] of PARTS) {
    const found = pattern.exec(rest)
    if (!found) return `${as} ${JSON.stringify(rest)} as ${JSON.stringify(layout)}`
    rest = rest.slice(found[0].length)
  }
  if (rest !== '') return `${parsing}: extra text: ${JSON.stringify(rest)}`
  return Number.isNaN(Date.parse(text)) ? `${parsing}: ${outOfRange(text)} out of range` : null
}

function outOfRange(text: string): string {
  const [month = 0, , hour = 0, minute = 0, second = 0] = (/^\d{4}-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})/.exec(text)?.slice(1) ?? []).map(Number)
  if (month < 1 || month > 12) return 'month'
  if (hour > 23) return 'hour'
  if (minute > 59) return 'minute'
  return second > 59 ? 'second' : 'day'
}

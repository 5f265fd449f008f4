/** When a schedule is due. `next` gives the first moment after `at`, in milliseconds; null where it never comes. */
export type CronSchedule = { readonly next: (at: number) => number | null }

const NAMED: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const DAY_MS = 86_400_000
/** Five years hold every day that there is, a leap day too. */
const LONGEST_DAYS = 5 * 366

type Bounds = { readonly least: number; readonly most: number; readonly names: readonly string[] }
const FIELDS: readonly Bounds[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: DAYS },
]

/**
 * Reads the schedule of a CronJob: five fields of numbers, names, lists, ranges and steps, or one of the names such as `@hourly`, in UTC. As cron does, a day is due by
 * either of the day fields where both are restricted. A string says what is wrong with it. Left out: `@every`, and time zones.
 */
export function cronSchedule(text: string): CronSchedule | string {
  const fields = (NAMED[text] ?? text).trim().split(/\s+/)
  if (fields.length !== FIELDS.length) return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`
  const sets: (readonly number[])[] = []
  for (const [index, field] of fields.entries()) {
    const bounds = FIELDS[index]
    const values = bounds && readField(field, bounds)
    if (typeof values === 'string' || !values) return values ?? ''
    sets.push(values)
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = sets
  const anyDay = isAny(fields[2])
  const anyWeekday = isAny(fields[4])
  const isDue = (date: Date): boolean => {
    if (!months.includes(date.getUTCMonth() + 1)) return false
    const [byDay, byWeekday] = [days.includes(date.getUTCDate()), weekdays.includes(date.getUTCDay())]
    return anyDay || anyWeekday ? byDay && byWeekday : byDay || byWeekday
  }
  const times = hours.flatMap((hour) => minutes.map((minute) => (hour * 60 + minute) * 60_000))
  return {
    next(at) {
      for (let day = Math.floor(at / DAY_MS), last = day + LONGEST_DAYS; day <= last; day++) {
        const time = isDue(new Date(day * DAY_MS)) ? times.find((one) => day * DAY_MS + one > at) : undefined
        if (time !== undefined) return day * DAY_MS + time
      }
      return null
    },
  }
}

function isAny(field: string | undefined): boolean {
  return field !== undefined && /^[*?]/.test(field)
}

function readField(field: string, bounds: Bounds): readonly number[] | string {
  const values = new Set<number>()
  for (const part of field.split(',')) {
    const range = readRange(part, bounds)
    if (typeof range === 'string') return range
    for (let value = range.from; value <= range.to; value += range.step) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

function readRange(part: string, { least, most, names }: Bounds): { readonly from: number; readonly to: number; readonly step: number } | string {
  const [range = '', stepText, ...more] = part.split('/')
  const [first = '', last] = range.split('-')
  const number = (text: string): number => {
    const named = names.indexOf(text.toLowerCase())
    return named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN
  }
  const step = stepText === undefined ? 1 : number(stepText)
  const any = first === '*' || first === '?'
  const from = any ? least : number(first)
  const to = last !== undefined ? number(last) : any || stepText !== undefined ? most : from
  if (more.length > 0) return `too many slashes: ${part}`
  if (Number.isNaN(from) || Number.isNaN(to) || Number.isNaN(step)) return `failed to parse int from ${part}: strconv.Atoi: parsing "${part}": invalid syntax`
  if (from < least) return `beginning of range (${from}) below minimum (${least}): ${part}`
  if (to > most) return `end of range (${to}) above maximum (${most}): ${part}`
  if (from > to) return `beginning of range (${from}) beyond end of range (${to}): ${part}`
  return step === 0 ? `step of range should be a positive number: ${part}` : { from, to, step }
}

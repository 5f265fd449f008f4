const BOUNDS = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']

type Bounds = (typeof BOUNDS)[number]

/** What is wrong with the schedule of a cron job, in the words of the parser that Kubernetes uses (five fields or a descriptor); null when it can be read. */
export function scheduleComplaint(schedule: string): string | null {
  if (schedule.startsWith('@')) return descriptorComplaint(schedule)
  const fields = schedule.trim().split(/\s+/)
  if (fields.length !== BOUNDS.length) return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`
  for (const [index, bounds] of BOUNDS.entries()) {
    for (const range of (fields[index] ?? '').split(',')) {
      const complaint = rangeComplaint(range, bounds)
      if (complaint !== null) return complaint
    }
  }
  return null
}

function descriptorComplaint(schedule: string): string | null {
  if (DESCRIPTORS.includes(schedule)) return null
  if (!schedule.startsWith('@every ')) return `unrecognized descriptor: ${schedule}`
  const duration = schedule.slice('@every '.length)
  return /^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/.test(duration) ? null : `failed to parse duration ${schedule}: time: invalid duration ${JSON.stringify(duration)}`
}

function rangeComplaint(range: string, bounds: Bounds): string | null {
  const [span = '', step, ...rest] = range.split('/')
  const [low = '', high, ...more] = span.split('-')
  if (more.length > 0) return `too many hyphens: ${range}`
  if (rest.length > 0) return `too many slashes: ${range}`
  const isAny = low === '*' || low === '?'
  const start = isAny ? bounds.least : value(low, bounds)
  if (typeof start === 'string') return start
  const given = high === undefined ? (isAny || step !== undefined ? bounds.most : start) : value(high, bounds)
  if (typeof given === 'string') return given
  const by = step === undefined ? 1 : value(step, { ...bounds, names: [] })
  if (typeof by === 'string') return by
  if (start < bounds.least) return `beginning of range (${start}) below minimum (${bounds.least}): ${range}`
  if (given > bounds.most) return `end of range (${given}) above maximum (${bounds.most}): ${range}`
  if (start > given) return `beginning of range (${start}) beyond end of range (${given}): ${range}`
  return by === 0 ? `step of range should be a positive number: ${range}` : null
}

function value(written: string, { least, names }: { readonly least: number; readonly names: readonly string[] }): number | string {
  const named = names.indexOf(written.toLowerCase())
  if (named >= 0) return named + least
  if (/^\d+$/.test(written)) return Number(written)
  return `failed to parse int from ${written}: strconv.Atoi: parsing ${JSON.stringify(written)}: invalid syntax`
}

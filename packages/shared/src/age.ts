const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY
/** The longest time that Go's Duration can hold (about 292 years): kubectl prints every longer one as this one. */
const LONGEST_SECONDS = 9_223_372_036

/** What kubectl prints for a time that is not known. */
const UNKNOWN = '<unknown>'

/** A duration as kubectl writes it, two or three digits exact: `duration.HumanDuration` of apimachinery v0.36.3. Up to one second in the future is `0s`, more is `<invalid>`. */
export function humanDuration(seconds: number): string {
  const s = Math.min(Math.trunc(seconds), LONGEST_SECONDS)
  if (s < -1) return '<invalid>'
  if (s < 0) return '0s'
  if (s < 2 * MINUTE) return `${s}s`
  const minutes = Math.floor(s / MINUTE)
  if (minutes < 10) return withRest(`${minutes}m`, s % MINUTE, 's')
  if (s < 3 * HOUR) return `${minutes}m`
  const hours = Math.floor(s / HOUR)
  if (hours < 8) return withRest(`${hours}h`, minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(s / DAY)
  if (days < 8) return withRest(`${days}d`, hours % 24, 'h')
  if (s < 2 * YEAR) return `${days}d`
  const years = Math.floor(s / YEAR)
  return years < 8 ? withRest(`${years}y`, days % 365, 'd') : `${years}y`
}

/** The cells AGE and LAST SEEN: how long ago, both times in seconds by the cluster's clock. `<unknown>` for null, and for 0, which rows use for an object that does not say when it was made. */
export function age(since: number | null, now: number): string {
  return since === null || since === 0 ? UNKNOWN : humanDuration(now - since)
}

/** The cell RESTARTS: `3 (2m ago)`, the time being that of the last termination. */
export function restartsText(row: { readonly restarts: number; readonly lastRestartAt: number | null }, now: number): string {
  if (row.restarts === 0 || row.lastRestartAt === null) return String(row.restarts)
  return `${row.restarts} (${age(row.lastRestartAt, now)} ago)`
}

function withRest(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole}${rest}${unit}`
}

/** A duration as kubectl prints it: two units at most, and only the larger one where the smaller no longer matters. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return joined([minutes, 'm'], [seconds % 60, 's'])
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return joined([hours, 'h'], [minutes % 60, 'm'])
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  if (days < 8) return joined([days, 'd'], [hours % 24, 'h'])
  if (days < 730) return `${days}d`
  const years = Math.floor(days / 365)
  return years < 8 ? joined([years, 'y'], [days % 365, 'd']) : `${years}y`
}

/** Since a time of an object, which may be absent. */
export function since(time: unknown, now: number): string {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(at) ? '<unknown>' : humanDuration(now - at)
}

function joined([large, unit]: readonly [number, string], [small, smallUnit]: readonly [number, string]): string {
  return small === 0 ? `${large}${unit}` : `${large}${unit}${small}${smallUnit}`
}

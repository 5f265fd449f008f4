const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** Local time of day; `seconds` since 1970. */
export function clockTime(seconds: number): string {
  return format.format(new Date(seconds * 1000))
}

import { MAX_CHANGE_CAUSE } from '@binnacle/shared'

/** What is wrong with a change cause as somebody typed it; null where it can be written. */
export function causeFault(text: string): string | null {
  const cause = text.trim()
  if (/\p{Cc}/u.test(cause)) return 'A change cause is one line without control characters.'
  const bytes = new TextEncoder().encode(cause).length
  return bytes > MAX_CHANGE_CAUSE ? `A change cause has at most ${MAX_CHANGE_CAUSE} bytes; this one has ${bytes}.` : null
}

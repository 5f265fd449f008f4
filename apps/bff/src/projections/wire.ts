/** A JSON object as an apiserver sent it; nothing about it is certain. */
export type Wire = Readonly<Record<string, unknown>>

const nothing: Wire = Object.freeze({})
const none: readonly Wire[] = Object.freeze([])

/** Reads whatever stands there: of the wrong type is the same as not there. None of these functions throws. */
export function wire(value: unknown): Wire {
  return isObject(value) ? value : nothing
}

export function objectAt(of: Wire, field: string): Wire {
  return wire(of[field])
}

/** Null when the field is absent: `state.waiting: {}` and no `state.waiting` mean different things. */
export function maybeObjectAt(of: Wire, field: string): Wire | null {
  const value = of[field]
  return isObject(value) ? value : null
}

/** Items keep their places; one of the wrong type reads as an empty object. */
export function listAt(of: Wire, field: string): readonly Wire[] {
  const value: unknown = of[field]
  if (!Array.isArray(value)) return none
  return value.every(isObject) ? value : value.map(wire)
}

export function textAt(of: Wire, field: string): string {
  const value = of[field]
  return typeof value === 'string' ? value : ''
}

/** For texts that many objects share (namespace, node, owner): equal ones become one string in memory. */
export function sharedTextAt(of: Wire, field: string): string {
  return shared(textAt(of, field))
}

export function integerAt(of: Wire, field: string): number {
  const value = of[field]
  if (typeof value !== 'number') return 0
  const whole = Math.trunc(value)
  return Number.isSafeInteger(whole) ? whole : 0
}

/** Null when the field is absent or no number. */
export function maybeIntegerAt(of: Wire, field: string): number | null {
  return typeof of[field] === 'number' ? integerAt(of, field) : null
}

export function flagAt(of: Wire, field: string): boolean {
  return of[field] === true
}

/** Seconds since 1970 of an RFC 3339 time (with or without a fraction); null where there is none, and for Go's zero time. */
export function timeAt(of: Wire, field: string): number | null {
  const value = of[field]
  if (typeof value !== 'string' || value.length < 20 || value[10] !== 'T' || value.startsWith('0001-01-01T00:00:00')) return null
  const milliseconds = Date.parse(value)
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000
}

function isObject(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Enough for the namespaces, nodes and owners of a large cluster; at the limit the memory starts anew, which only costs sharing. */
const MAX_SHARED_TEXTS = 8192
const sharedTexts = new Map<string, string>()

function shared(text: string): string {
  const known = sharedTexts.get(text)
  if (known !== undefined) return known
  if (sharedTexts.size >= MAX_SHARED_TEXTS) sharedTexts.clear()
  sharedTexts.set(text, text)
  return text
}

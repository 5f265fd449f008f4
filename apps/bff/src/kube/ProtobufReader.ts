/**
 * Which fields of a message to read, by their numbers, and what they are called in JSON. A `time` is a `metav1.Time`; an `object` is a message and a `list` repeats
 * one; `bytes` are the listener's only as long as the bytes that were read.
 */
export type Shape = { readonly [number: number]: Field }
type Field = readonly [name: string, kind: 'text' | 'integer' | 'flag' | 'time' | 'bytes'] | readonly [name: string, kind: 'object' | 'list', shape: Shape]

/** What was read, with the names and values that the JSON of the same object has: times are RFC 3339. */
export type Message = { readonly [name: string]: unknown }

type Step =
  | { readonly name: string; readonly kind: 'text' | 'integer' | 'flag' | 'time' | 'bytes' }
  | { readonly name: string; readonly kind: 'object' | 'list'; readonly plan: Plan }
/** By field number. */
type Plan = readonly (Step | undefined)[]
type Draft = { [name: string]: unknown }

const VARINT = 0
const FIXED64 = 1
const DELIMITED = 2
const FIXED32 = 5
const MAX_VARINT_BYTES = 10
/** A varint in two exact halves: its first four bytes, and the 36 bits after them. */
const LOW = 2 ** 28
const HIGH = 2 ** 36
const MAX_TIME_SECONDS = 8.64e12 - 86_400

class Malformed extends Error {}

/**
 * Reads the declared fields of protobuf messages and steps over everything else without looking at it.
 *
 * Guarantees: bytes that are cut, that are no protobuf, or that have a declared field in another form than declared are null, never an object with less in it.
 * What the sender left out is left out; an empty time is left out too, as JSON has `null` there.
 */
export class ProtobufReader {
  readonly #plan: Plan
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0

  constructor(shape: Shape) {
    this.#plan = planOf(shape)
  }

  read(bytes: Buffer): Message | null {
    this.#bytes = bytes
    this.#at = 0
    try {
      return this.#message(this.#plan, bytes.length)
    } catch (thrown) {
      if (thrown instanceof Malformed) return null
      throw thrown
    }
  }

  #message(plan: Plan, end: number): Message {
    const message: Draft = {}
    while (this.#at < end) {
      const tag = this.#size()
      const step = plan[tag >>> 3]
      if (step === undefined) this.#skip(tag)
      else this.#field(message, step, tag & 7)
    }
    if (this.#at !== end) throw new Malformed()
    return message
  }

  #field(message: Draft, step: Step, wireType: number): void {
    const { name, kind } = step
    if (kind === 'integer' || kind === 'flag') {
      if (wireType !== VARINT) throw new Malformed()
      const value = this.#integer()
      message[name] = kind === 'flag' ? value !== 0 : value
      return
    }
    if (wireType !== DELIMITED) throw new Malformed()
    const end = this.#end()
    if (kind === 'text') message[name] = this.#text(end)
    else if (kind === 'object') message[name] = this.#message(step.plan, end)
    else if (kind === 'list') listIn(message, name).push(this.#message(step.plan, end))
    else if (kind === 'bytes') message[name] = this.#bytes.subarray(this.#at, end)
    else if (end > this.#at) message[name] = this.#time(end)
    this.#at = end
  }

  #skip(tag: number): void {
    const wireType = tag & 7
    if (tag < 8) throw new Malformed()
    if (wireType === DELIMITED) this.#at = this.#end()
    else if (wireType === VARINT) this.#integer()
    else if (wireType === FIXED64) this.#at += 8
    else if (wireType === FIXED32) this.#at += 4
    else throw new Malformed()
  }

  /** Where the field that begins with its length here ends. That it ends within its message shows when the message ends. */
  #end(): number {
    const size = this.#size()
    const end = this.#at + size
    if (end > this.#bytes.length) throw new Malformed()
    return end
  }

  /** A tag or a length: both fit 31 bits. */
  #size(): number {
    const first = this.#bytes[this.#at]
    if (first !== undefined && first < 0x80) {
      this.#at++
      return first
    }
    const size = this.#integer()
    if (size < 0 || size > 0x7fffffff) throw new Malformed()
    return size
  }

  /** An int32, int64 or bool: negative ones are ten bytes. Exact as far as a number can be. */
  #integer(): number {
    let low = 0
    let high = 0
    let scale = 1
    for (let count = 1; count <= MAX_VARINT_BYTES; count++) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new Malformed()
      const bits = (count === MAX_VARINT_BYTES ? byte & 1 : byte & 0x7f) * scale
      if (count <= 4) low += bits
      else high += bits
      if (byte < 0x80) return (high >= HIGH / 2 ? high - HIGH : high) * LOW + low
      scale = count === 4 ? 1 : scale * 0x80
    }
    throw new Malformed()
  }

  #text(end: number): string {
    const bytes = this.#bytes
    // Names, reasons and addresses: ASCII is read in half the time when it is known to be that.
    for (let at = this.#at; at < end; at++) if ((bytes[at] ?? 0) >= 0x80) return bytes.toString('utf8', this.#at, end)
    return bytes.toString('latin1', this.#at, end)
  }

  /** Whole seconds, as an apiserver writes them into JSON. */
  #time(end: number): string {
    const { seconds } = this.#message(TIME, end)
    const since = typeof seconds === 'number' ? seconds : 0
    if (Math.abs(since) > MAX_TIME_SECONDS) throw new Malformed()
    return rfc3339(since)
  }
}

const TIME: Plan = planOf({ 1: ['seconds', 'integer'] })

const DAY = 86_400
const MAX_DAYS = 4096
/** `2026-11-21T` by the number of the day: a pod has half a dozen times, and the calendar is the dear part of each. */
const days = new Map<number, string>()
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

function rfc3339(seconds: number): string {
  const day = Math.floor(seconds / DAY)
  const within = seconds - day * DAY
  const minutes = Math.floor(within / 60)
  return `${dayText(day)}${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${TWO_DIGITS[within % 60]}Z`
}

function dayText(day: number): string {
  const known = days.get(day)
  if (known !== undefined) return known
  if (days.size >= MAX_DAYS) days.clear()
  const text = new Date(day * DAY * 1000).toISOString().slice(0, -'00:00:00.000Z'.length)
  days.set(day, text)
  return text
}

function planOf(shape: Shape): Plan {
  const plan: (Step | undefined)[] = []
  for (const [number, [name, kind, nested]] of Object.entries(shape)) {
    plan[Number(number)] = kind === 'object' || kind === 'list' ? { name, kind, plan: planOf(nested) } : { name, kind }
  }
  // Without holes, so that looking up is quick.
  return Array.from(plan, (step) => step)
}

function listIn(message: Draft, name: string): unknown[] {
  const known = message[name]
  if (Array.isArray(known)) return known
  const list: unknown[] = []
  message[name] = list
  return list
}

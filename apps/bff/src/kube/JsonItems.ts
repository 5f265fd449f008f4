import { GrowingBuffer } from './GrowingBuffer.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c

/** Depth of an item: within `{`, within `"items": [`. */
const ITEMS_DEPTH = 2
/** What is around the items: kind, metadata, at most a long continue token. */
const MAX_ENVELOPE_BYTES = 1024 * 1024
const MAX_ITEM_BYTES = 16 * 1024 * 1024

/** What a list says about itself. */
export type Envelope = { readonly kind: string; readonly resourceVersion: string; readonly continue: string }

/**
 * Splits the JSON of a LIST while it streams: each element of the top-level `items` is handed on as soon as its last byte is there, wherever `metadata` stands,
 * whatever the chunks. Holds one item at most. The bytes are the listener's only until it returns.
 */
export class JsonItems {
  readonly #onItem: (item: Buffer) => void
  /** The document without its items: it is parsed at the end, which also shows whether the whole list came. */
  readonly #envelope = new GrowingBuffer()
  readonly #rest = new GrowingBuffer()
  #depth = 0
  #inString = false
  #escaped = false
  #inItems = false
  /** Where the last string directly in the document began and ended in the envelope: before a `[` it is the key. */
  #keyFrom = 0
  #keyTo = 0
  #broken = false

  constructor(onItem: (item: Buffer) => void) {
    this.#onItem = onItem
  }

  push(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length && !this.#broken) at = this.#inItems ? this.#throughItems(bytes, at) : this.#throughEnvelope(bytes, at)
  }

  /** Before the first item, between two, or after the last: no byte of one has been taken. */
  get betweenItems(): boolean {
    return this.#inItems && !this.#broken && this.#depth === ITEMS_DEPTH && this.#rest.length === 0
  }

  /** Call once, after the last byte. Null when this was no list, or not all of it. */
  end(): Envelope | null {
    if (this.#broken || this.#inItems || this.#depth !== 0) return null
    try {
      return envelopeOf(JSON.parse(this.#envelope.bytes().toString('utf8')))
    } catch {
      return null
    }
  }

  #throughEnvelope(bytes: Buffer, from: number): number {
    let at = from
    for (; at < bytes.length; at++) {
      const byte = bytes[at]
      if (this.#inString) this.#stringByte(byte, at - from)
      else if (byte === QUOTE) this.#beginString(at - from)
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth--
      if (byte === OPEN_BRACKET && !this.#inString && this.#depth === ITEMS_DEPTH) {
        this.#keep(bytes, from, at + 1)
        this.#inItems = this.#envelope.bytes().toString('latin1', this.#keyFrom, this.#keyTo) === 'items'
        return at + 1
      }
    }
    this.#keep(bytes, from, at)
    return at
  }

  #beginString(offset: number): void {
    this.#inString = true
    if (this.#depth === 1) this.#keyFrom = this.#envelope.length + offset + 1
  }

  #stringByte(byte: number | undefined, offset: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) {
      this.#inString = false
      if (this.#depth === 1) this.#keyTo = this.#envelope.length + offset
    }
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    this.#envelope.push(bytes, from, to)
    if (this.#envelope.length > MAX_ENVELOPE_BYTES) this.#broken = true
  }

  /** The hot loop: every byte of every object of every list comes through here. */
  #throughItems(bytes: Buffer, from: number): number {
    let depth = this.#depth
    let inString = this.#inString
    let start = depth > ITEMS_DEPTH ? from : -1
    let at = from
    if (this.#escaped && at < bytes.length) {
      this.#escaped = false
      at++
    }
    for (; at < bytes.length; at++) {
      const byte = bytes[at]
      if (inString) {
        if (byte === BACKSLASH) at++
        else if (byte === QUOTE) inString = false
      } else if (byte === QUOTE) {
        if (depth === ITEMS_DEPTH) return this.#stop()
        inString = true
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth === ITEMS_DEPTH) start = at
        depth++
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth--
        if (depth === ITEMS_DEPTH) {
          this.#item(bytes, start, at + 1)
          start = -1
        } else if (depth < ITEMS_DEPTH) return this.#leaveItems(depth, at)
      } else if (depth === ITEMS_DEPTH && byte !== COMMA && byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return this.#stop()
    }
    // A backslash was the last byte of the chunk: the byte after it is in the next one.
    this.#escaped = at > bytes.length
    this.#depth = depth
    this.#inString = inString
    if (start !== -1) this.#rest.push(bytes, start)
    if (this.#rest.length > MAX_ITEM_BYTES) this.#broken = true
    return bytes.length
  }

  /** The closing bracket belongs to the envelope again. */
  #leaveItems(depth: number, at: number): number {
    this.#inItems = false
    this.#inString = false
    this.#depth = depth + 1
    return at
  }

  #stop(): number {
    this.#broken = true
    return Number.MAX_SAFE_INTEGER
  }

  #item(bytes: Buffer, start: number, end: number): void {
    if (this.#rest.length === 0) return this.#onItem(bytes.subarray(start, end))
    this.#rest.push(bytes, start, end)
    this.#onItem(this.#rest.bytes())
    this.#rest.clear()
  }
}

function envelopeOf(document: unknown): Envelope | null {
  const { kind, metadata } = fields(document)
  const { resourceVersion, continue: more } = fields(metadata)
  if (typeof kind !== 'string' || !kind.endsWith('List') || typeof resourceVersion !== 'string' || resourceVersion === '') return null
  return { kind, resourceVersion, continue: typeof more === 'string' ? more : '' }
}

function fields(value: unknown): { [key in 'kind' | 'metadata' | 'resourceVersion' | 'continue']?: unknown } {
  return typeof value === 'object' && value !== null ? value : {}
}

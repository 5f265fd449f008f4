import { GrowingBuffer } from './GrowingBuffer.ts'
import { type Envelope, JsonItems } from './JsonItems.ts'

/** How an item of a list that an apiserver wrote begins: `{"metadata":`, for a custom resource `{"apiVersion":`. */
const ITEM_HEAD = /^\{"\w+":/
const HEAD_BYTES = 64
/** Where no item has begun like the others for this many bytes, none will, and there is no gain in holding more. */
const MAX_HELD_BYTES = 2 * 1024 * 1024
const COMMA = 0x2c

/**
 * `JsonItems` for lists whose items begin alike: the next beginning is searched for natively instead of counting every bracket on the way there, and whoever takes
 * an item says whether it was a whole one. No proper prefix of a JSON object is a JSON object, so what looks like a beginning inside an item cannot cut it; after
 * such a one the rest of the list goes through `JsonItems`. The bytes are the listener's only until it returns.
 */
export class SwiftItems {
  readonly #onItem: (item: Buffer) => boolean
  readonly #exact: JsonItems
  /** What came after the last item. */
  readonly #held = new GrowingBuffer()
  #searchFrom = 1
  /** What stands between two items and begins the second; null until an item was seen, and when searching for it does not help. */
  #gap: Buffer | null = null
  #seen = false
  #broken = false

  /** `onItem` gives false for bytes that are no whole object. */
  constructor(onItem: (item: Buffer) => boolean) {
    this.#onItem = onItem
    this.#exact = new JsonItems((item) => {
      if (!this.#seen) this.#gap = gapBefore(item)
      this.#seen = true
      if (!onItem(item)) this.#broken = true
    })
  }

  /** One of the items is no object, so nothing after it can be trusted. */
  get broken(): boolean {
    return this.#broken
  }

  push(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length && !this.#broken) {
      if (this.#gap !== null && this.#exact.betweenItems) return this.#leap(this.#gap, bytes.subarray(at))
      at = this.#walk(bytes, at)
    }
  }

  /** Call once, after the last byte. Null when this was no list, or not all of it. */
  end(): Envelope | null {
    this.#walkFrom(0)
    return this.#broken ? null : this.#exact.end()
  }

  /** Byte by byte to what looks like the next gap, or to the end. */
  #walk(bytes: Buffer, from: number): number {
    const gap = this.#gap === null ? -1 : bytes.indexOf(this.#gap, from + 1)
    const to = gap === -1 ? bytes.length : gap
    this.#exact.push(bytes.subarray(from, to))
    return to
  }

  #leap(gap: Buffer, bytes: Buffer): void {
    this.#held.push(bytes)
    const held = this.#held.bytes()
    if (held[0] !== COMMA) return this.#walkFrom(0)
    let start = 0
    for (let next = held.indexOf(gap, this.#searchFrom); next !== -1; next = held.indexOf(gap, next + 1)) {
      if (!this.#onItem(held.subarray(start + 1, next))) return this.#walkFrom(start)
      start = next
    }
    if (held.length - start > MAX_HELD_BYTES) return this.#walkFrom(start)
    this.#searchFrom = Math.max(1, held.length - start - gap.length + 1)
    this.#held.dropFirst(start)
  }

  /** What is held from there on, and all that follows, byte by byte. */
  #walkFrom(start: number): void {
    this.#gap = null
    this.#exact.push(this.#held.bytes().subarray(start))
    this.#held.clear()
  }
}

function gapBefore(item: Buffer): Buffer | null {
  const [head] = ITEM_HEAD.exec(item.toString('latin1', 0, HEAD_BYTES)) ?? []
  return head === undefined ? null : Buffer.from(`,${head}`)
}

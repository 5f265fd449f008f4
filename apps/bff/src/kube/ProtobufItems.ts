import { GrowingBuffer } from './GrowingBuffer.ts'
import type { Envelope } from './JsonItems.ts'
import { MAGIC } from './kubeProtobuf.ts'
import { ProtobufReader } from './ProtobufReader.ts'

const MAX_FIELD_BYTES = 16 * 1024 * 1024
const DELIMITED = 2
/** Tag and length of a field; both are shorter in what an apiserver sends. */
const MAX_HEAD_BYTES = 10

/** Fields of `runtime.Unknown`, and of the list in its `raw`. */
const TYPE_META = 1
const RAW = 2
const LIST_META = 1
const ITEM = 2

const typeMeta = new ProtobufReader({ 2: ['kind', 'text'] })
const listMeta = new ProtobufReader({ 2: ['resourceVersion', 'text'], 3: ['continue', 'text'] })

type Head = { readonly field: number; readonly size: number; readonly bytes: number }

/**
 * Splits the protobuf of a LIST while it streams: each item is handed on as soon as its last byte is there, whatever the chunks. Holds one item at most.
 * The bytes are the listener's only until it returns; it gives false for bytes that are no whole object.
 */
export class ProtobufItems {
  readonly #onItem: (item: Buffer) => boolean
  readonly #held = new GrowingBuffer()
  #begun = false
  /** How many bytes of the list are still to come; null outside of it. */
  #left: number | null = null
  #whole = false
  #broken = false
  #kind = ''
  #version = ''
  #more = ''

  constructor(onItem: (item: Buffer) => boolean) {
    this.#onItem = onItem
  }

  /** Something is no list of an apiserver, so nothing after it can be trusted. */
  get broken(): boolean {
    return this.#broken
  }

  push(bytes: Buffer): void {
    if (this.#broken) return
    this.#held.push(bytes)
    this.#held.dropFirst(this.#through(this.#held.bytes()))
  }

  /** Call once, after the last byte. Null when this was no list, or not all of it. */
  end(): Envelope | null {
    const whole = this.#whole && this.#left === null && this.#held.length === 0 && !this.#broken
    if (!whole || !this.#kind.endsWith('List') || this.#version === '') return null
    return { kind: this.#kind, resourceVersion: this.#version, continue: this.#more }
  }

  /** How many bytes are done with. */
  #through(bytes: Buffer): number {
    let at = 0
    if (!this.#begun) {
      const seen = bytes.subarray(0, MAGIC.length)
      if (!MAGIC.subarray(0, seen.length).equals(seen)) this.#broken = true
      if (seen.length < MAGIC.length) return 0
      this.#begun = true
      at = MAGIC.length
    }
    while (!this.#broken) {
      const next = this.#left === null ? this.#envelopeField(bytes, at) : this.#listField(bytes, at, this.#left)
      if (next === null) break
      at = next
    }
    return this.#broken ? bytes.length : at
  }

  #envelopeField(bytes: Buffer, at: number): number | null {
    const head = this.#head(bytes, at)
    if (head === null) return null
    const from = at + head.bytes
    if (head.field === RAW) {
      if (this.#whole) this.#broken = true
      this.#whole = true
      this.#left = head.size === 0 ? null : head.size
      return from
    }
    const value = this.#value(bytes, from, head.size)
    if (value === null) return null
    if (head.field === TYPE_META) this.#kind = this.#textOf(typeMeta.read(value)?.['kind'])
    return from + head.size
  }

  #listField(bytes: Buffer, at: number, left: number): number | null {
    const head = this.#head(bytes, at)
    if (head === null) return null
    const size = head.bytes + head.size
    if (size > left) this.#broken = true
    const value = this.#value(bytes, at + head.bytes, head.size)
    if (value === null) return null
    if (head.field === ITEM && !this.#onItem(value)) this.#broken = true
    if (head.field === LIST_META) this.#readMeta(value)
    this.#left = left === size ? null : left - size
    return at + size
  }

  #readMeta(value: Buffer): void {
    const meta = listMeta.read(value)
    this.#version = this.#textOf(meta?.['resourceVersion'])
    this.#more = meta?.['continue'] === undefined ? '' : this.#textOf(meta['continue'])
  }

  #textOf(value: unknown): string {
    if (typeof value === 'string') return value
    this.#broken = true
    return ''
  }

  #value(bytes: Buffer, from: number, size: number): Buffer | null {
    if (size > MAX_FIELD_BYTES) this.#broken = true
    return this.#broken || bytes.length < from + size ? null : bytes.subarray(from, from + size)
  }

  /** Everything in a list and around it has a length. Null while its bytes are not all there. */
  #head(bytes: Buffer, at: number): Head | null {
    const tag = varint(bytes, at)
    const size = tag && varint(bytes, at + tag.bytes)
    if (!tag || !size) {
      if (bytes.length - at >= MAX_HEAD_BYTES) this.#broken = true
      return null
    }
    if ((tag.value & 7) !== DELIMITED || tag.value < 8 || tag.value > 0x7fffffff) this.#broken = true
    return this.#broken ? null : { field: tag.value >>> 3, size: size.value, bytes: tag.bytes + size.bytes }
  }
}

/** At most 35 bits: no list is longer. */
function varint(bytes: Buffer, from: number): { readonly value: number; readonly bytes: number } | null {
  let value = 0
  for (let count = 0; count < 5; count++) {
    const byte = bytes[from + count]
    if (byte === undefined) return null
    value += (byte & 0x7f) * 0x80 ** count
    if (byte < 0x80) return { value, bytes: count + 1 }
  }
  return null
}

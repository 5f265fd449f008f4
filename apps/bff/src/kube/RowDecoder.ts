import type { Failure, ObjectRow } from '@binnacle/shared'
import type { Envelope } from './JsonItems.ts'
import { Lines } from './Lines.ts'
import { isObject, NO_EVENT, rowReader } from './rowReader.ts'
import type { RowKind } from './Source.ts'
import { SwiftItems } from './SwiftItems.ts'

/** One line of a watch. `version` is where to go on from. `broken`: it is no watch event, so the stream cannot be trusted any more. */
export type WatchEvent<Row> =
  | { readonly type: 'set'; readonly row: Row; readonly version: string }
  | { readonly type: 'removed'; readonly uid: string; readonly version: string }
  | { readonly type: 'bookmark'; readonly version: string }
  | { readonly type: 'error'; readonly failure: Failure }
  | { readonly type: 'broken'; readonly what: string }

/** Takes the bytes of a list, in whatever chunks, and gives on each item; `end` after the last byte: null when it was no list, or not all of it. */
export type ListItems = { push(bytes: Buffer): void; readonly broken: boolean; end(): Envelope | null }
/** Takes the bytes of a watch, in whatever chunks, and gives on each event's; `cut`: it ended within one. */
export type WatchParts = { push(bytes: Buffer): void; readonly broken: boolean; readonly cut: boolean }

/** Bytes of an object → its row, once, when they arrive; the object is let go. Each encoding has its own, and they give equal rows. */
export type RowDecoder<Row extends ObjectRow> = {
  /** Splits a list into items; `onItem` gives false for bytes that are no whole object. */
  items(onItem: (item: Buffer) => boolean): ListItems
  /** Splits a watch into events. */
  parts(onPart: (part: Buffer) => void): WatchParts
  /** One item of a list; null when the bytes are no object. */
  item(bytes: Buffer): Row | null
  event(bytes: Buffer): WatchEvent<Row>
}

export function jsonRowDecoder<Row extends ObjectRow>(kind: RowKind<Row>, rows = rowReader(kind)): RowDecoder<Row> {
  return {
    items: (onItem) => new SwiftItems(onItem),
    parts: (onPart) => new Lines(onPart),
    item(bytes) {
      const object = parse(bytes)
      return isObject(object) ? rows.rowOf(object) : null
    },
    event(bytes) {
      const event = parse(bytes)
      return isObject(event) && isObject(event['object']) ? rows.eventOf(event['type'], event['object']) : NO_EVENT
    },
  }
}

const MANAGED_FIELDS = Buffer.from('"managedFields":[')
const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x5b, 0x5d]
const MEANINGS = new Uint8Array(256)
for (const byte of [QUOTE, OPEN, CLOSE]) MEANINGS[byte] = byte

/** No row needs `managedFields`, and it is a third of most objects: it is not parsed. Within a string the quotes would be escaped, so this finds a key only. */
function parse(bytes: Buffer): unknown {
  const key = bytes.indexOf(MANAGED_FIELDS)
  const open = key === -1 ? -1 : key + MANAGED_FIELDS.length
  const close = open === -1 ? -1 : closingBracket(bytes, open)
  const text = close === -1 ? bytes.toString('utf8') : bytes.toString('utf8', 0, open) + bytes.toString('utf8', close)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function closingBracket(bytes: Buffer, from: number): number {
  let depth = 1
  for (let at = from; at < bytes.length; at++) {
    // One look into a table for most bytes: a third of every listed object passes here.
    const meaning = MEANINGS[bytes[at] ?? 0]
    if (meaning === 0) continue
    if (meaning === QUOTE) at = closingQuote(bytes, at + 1)
    else if (meaning === OPEN) depth++
    else if (--depth === 0) return at
  }
  return -1
}

function closingQuote(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}

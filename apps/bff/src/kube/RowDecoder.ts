import type { Failure, ObjectRow } from '@binnacle/shared'
import { failureOfStatus } from './failure.ts'
import { createInterner } from './internRow.ts'
import type { RowKind } from './Source.ts'

/** One line of a watch. `version` is where to go on from. `broken`: it is no watch event, so the stream cannot be trusted any more. */
export type WatchEvent<Row> =
  | { readonly type: 'set'; readonly row: Row; readonly version: string }
  | { readonly type: 'removed'; readonly uid: string; readonly version: string }
  | { readonly type: 'bookmark'; readonly version: string }
  | { readonly type: 'error'; readonly failure: Failure }
  | { readonly type: 'broken'; readonly what: string }

/** Bytes of an object → its row, once, when they arrive; the object is let go. Another encoding than JSON fits behind the same two functions and must give equal rows. */
export type RowDecoder<Row extends ObjectRow> = {
  /** What to ask the apiserver for. */
  readonly accept: string
  /** One item of a list; null when the bytes are no object. */
  item(bytes: Buffer): Row | null
  event(bytes: Buffer): WatchEvent<Row>
}

export function jsonRowDecoder<Row extends ObjectRow>(kind: RowKind<Row>): RowDecoder<Row> {
  const intern = createInterner()
  // A projection must not throw; if one does, its table says that it cannot be read, and the others go on.
  const rowOf = (object: unknown): Row | null => {
    try {
      return intern(kind.project(withUid(object)))
    } catch {
      return null
    }
  }
  return {
    accept: 'application/json',
    item(bytes) {
      const object = parse(bytes)
      return isObject(object) ? rowOf(object) : null
    },
    event(bytes) {
      const event = parse(bytes)
      if (!isObject(event) || !isObject(event['object'])) return { type: 'broken', what: 'a line that is no watch event' }
      const { type, object } = event
      if (type === 'ERROR') return { type: 'error', failure: failureOfStatus(object) }
      const metadata = isObject(object) && isObject(object['metadata']) ? object['metadata'] : {}
      const version = metadata['resourceVersion']
      if (typeof version !== 'string' || version === '') return { type: 'broken', what: 'a watch event without a resourceVersion' }
      if (type === 'BOOKMARK') return { type: 'bookmark', version }
      if (type === 'DELETED') return { type: 'removed', uid: uidOf(metadata), version }
      if (type !== 'ADDED' && type !== 'MODIFIED') return { type: 'broken', what: 'a watch event of an unknown type' }
      const row = rowOf(object)
      return row ? { type: 'set', row, version } : { type: 'broken', what: 'an object that Binnacle cannot read' }
    },
  }
}

/** An object without a uid (no apiserver makes one) is still shown, under a uid that says so. */
function withUid(object: unknown): unknown {
  if (!isObject(object)) return object
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  return typeof metadata['uid'] === 'string' ? object : { ...object, metadata: { ...metadata, uid: uidOf(metadata) } }
}

function uidOf({ uid, namespace, name }: Fields): string {
  return typeof uid === 'string' ? uid : `?${String(namespace)}/${String(name)}`
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

type Fields = { readonly [key: string]: unknown }

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import type { ObjectRow } from '@binnacle/shared'
import { failureOfStatus } from './failure.ts'
import { createInterner } from './internRow.ts'
import type { WatchEvent } from './RowDecoder.ts'
import type { RowKind } from './Source.ts'

/** Objects → rows and events, however their bytes were encoded. */
export type RowReader<Row extends ObjectRow> = {
  /** Null when the projection threw. */
  rowOf(object: Fields): Row | null
  eventOf(type: unknown, object: Fields): WatchEvent<Row>
}

export const NO_EVENT = { type: 'broken', what: 'something in a watch that is no watch event' } as const

export function rowReader<Row extends ObjectRow>(kind: RowKind<Row>): RowReader<Row> {
  const intern = createInterner()
  // A projection must not throw; if one does, its table says that it cannot be read, and the others go on.
  const rowOf = (object: Fields): Row | null => {
    try {
      return intern(kind.project(withUid(object)))
    } catch {
      return null
    }
  }
  return {
    rowOf,
    eventOf(type, object) {
      if (type === 'ERROR') return { type: 'error', failure: failureOfStatus(object) }
      const metadata = isObject(object['metadata']) ? object['metadata'] : {}
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
function withUid(object: Fields): unknown {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  return typeof metadata['uid'] === 'string' ? object : { ...object, metadata: { ...metadata, uid: uidOf(metadata) } }
}

function uidOf({ uid, namespace, name }: Fields): string {
  return typeof uid === 'string' ? uid : `?${String(namespace)}/${String(name)}`
}

type Fields = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

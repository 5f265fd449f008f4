import { describe, expect, test } from 'vitest'
import { createInterner } from './internRow.ts'
import { jsonRowDecoder } from './RowDecoder.ts'
import type { RowKind } from './Source.ts'

type Row = { uid: string; namespace: string; name: string; created: number; object: unknown }
const kind: RowKind<Row> = {
  id: 'test',
  group: '',
  version: 'v1',
  resource: 'pods',
  project: (object) => {
    const metadata: unknown = Reflect.get(Object(object), 'metadata')
    const text = (key: string) => String(Reflect.get(Object(metadata), key))
    return { uid: text('uid'), namespace: text('namespace'), name: text('name'), created: 0, object: [object] }
  },
}
const decoder = jsonRowDecoder(kind)
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))

describe('RowDecoder', () => {
  test('managedFields are not parsed, everything else is, whatever stands in strings', () => {
    const tricky = { annotation: 'say "managedFields":[ and ] \\', managedFields: 'no list' }
    const managedFields = [{ manager: 'a]"b\\', fieldsV1: { 'k:{"x":"]"}': [[], {}] } }, {}]
    const object = { metadata: { uid: 'u', name: 'a', namespace: 'n', managedFields, labels: tricky, generation: 3 }, spec: [1, '2'] }
    expect(decoder.item(bytes(object))?.object).toEqual([{ ...object, metadata: { ...object.metadata, managedFields: [] } }])
  })

  test('every event says where to go on from, and what is no event is broken', () => {
    const object = { metadata: { uid: 'u', name: 'a', namespace: 'n', resourceVersion: '7' } }
    expect(decoder.event(bytes({ type: 'ADDED', object }))).toMatchObject({ type: 'set', version: '7', row: { uid: 'u' } })
    expect(decoder.event(bytes({ type: 'DELETED', object }))).toEqual({ type: 'removed', uid: 'u', version: '7' })
    expect(decoder.event(bytes({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } }))).toEqual({ type: 'bookmark', version: '9' })
    expect(decoder.event(bytes({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' } }))).toEqual({
      type: 'error',
      failure: { reason: 'Expired', code: 410, message: 'too old' },
    })
    for (const other of [
      '',
      '{',
      '[]',
      'null',
      '{"type":"ADDED"}',
      '{"type":"ADDED","object":{"metadata":{}}}',
      '{"type":"X","object":{"metadata":{"resourceVersion":"1"}}}',
    ])
      expect(decoder.event(Buffer.from(other)).type).toBe('broken')
  })

  test('malformed objects are rows all the same', () => {
    for (const object of [{}, { metadata: null }, { metadata: [] }, { metadata: { uid: 7, name: null } }, { metadata: 'x' }]) {
      const row = decoder.item(bytes(object))
      expect(row?.uid.startsWith('?')).toBe(true)
    }
    expect(decoder.item(Buffer.from('[1]'))).toBeNull()
    expect(decoder.item(Buffer.from('{"metadata"'))).toBeNull()
  })
})

test('a projection that throws breaks its own table, not the process', () => {
  const throwing = jsonRowDecoder({
    ...kind,
    project: () => {
      throw new Error('not thought of')
    },
  })
  expect(throwing.item(bytes({}))).toBeNull()
  expect(throwing.event(bytes({ type: 'ADDED', object: { metadata: { resourceVersion: '1' } } })).type).toBe('broken')
})

describe('interning', () => {
  test('what repeats is one value in memory, what does not is left alone, and nothing changes', () => {
    const intern = createInterner()
    const make = (n: number) => ({
      uid: `uid-${n}`,
      namespace: ['a', 'b', 'c'][n % 3],
      controller: { kind: 'ReplicaSet', name: `rs-${n % 10}` },
      list: [n],
      none: null,
      count: n,
    })
    const rows = Array.from({ length: 2_000 }, (_, n) => intern(make(n)))
    expect(rows).toEqual(Array.from({ length: 2_000 }, (_, n) => make(n)))
    expect(new Set(rows.map((row) => row.controller)).size).toBe(10)
  })
})

import { describe, expect, test } from 'vitest'
import type { Shape } from './ProtobufReader.ts'
import { protobufRowDecoder } from './protobufRowDecoder.ts'
import type { WatchEvent } from './RowDecoder.ts'
import { rowReader } from './rowReader.ts'
import type { RowKind } from './Source.ts'
import { encodeProtobuf, field, framed, protobufEvent, protobufList, protobufStatus, UNKNOWN_FIELDS, wrapped } from './testing/encodeProtobuf.ts'

const shape: Shape = { 1: ['metadata', 'object', { 1: ['name', 'text'], 3: ['namespace', 'text'], 5: ['uid', 'text'], 6: ['resourceVersion', 'text'] }] }
type Row = { uid: string; namespace: string; name: string; created: number }
const kind: RowKind<Row> = {
  id: 'test',
  group: '',
  version: 'v1',
  resource: 'pods',
  project: (object) => {
    const metadata: unknown = Reflect.get(Object(object), 'metadata')
    const text = (key: string) => String(Reflect.get(Object(metadata), key))
    return { uid: text('uid'), namespace: text('namespace'), name: text('name'), created: 0 }
  },
}
const decoder = protobufRowDecoder(shape, rowReader(kind))
const object = (name: string, resourceVersion = '7') =>
  encodeProtobuf({ metadata: { name, namespace: 'n', uid: `uid-${name}`, resourceVersion } }, shape, UNKNOWN_FIELDS)
const row = (name: string): Row => ({ uid: `uid-${name}`, namespace: 'n', name, created: 0 })

function list(bytes: Buffer, chunk: number) {
  const rows: (Row | null)[] = []
  const items = decoder.items((item) => {
    rows.push(decoder.item(item))
    return rows.at(-1) !== null
  })
  for (let at = 0; at < bytes.length; at += chunk) items.push(bytes.subarray(at, at + chunk))
  return { rows, end: items.end(), broken: items.broken }
}

function watch(bytes: Buffer, chunk: number) {
  const events: WatchEvent<Row>[] = []
  const parts = decoder.parts((part) => events.push(decoder.event(part)))
  for (let at = 0; at < bytes.length; at += chunk) parts.push(bytes.subarray(at, at + chunk))
  return { events, cut: parts.cut, broken: parts.broken }
}

const chunks = [1, 2, 3, 7, 64, 333, 100_000]
const names = ['a', 'größer ⚓', 'c'.repeat(300)]
const three = protobufList(
  '77',
  names.map((name) => object(name)),
  'more',
)
const envelope = { kind: 'PodList', resourceVersion: '77', continue: 'more' }

describe('a list', () => {
  test.each(chunks)('in chunks of %d bytes gives every row once, in its order', (chunk) => {
    expect(list(three, chunk)).toEqual({ rows: names.map(row), end: envelope, broken: false })
    expect(list(protobufList('5', []), chunk)).toEqual({ rows: [], end: { ...envelope, resourceVersion: '5', continue: '' }, broken: false })
  })

  test('that is cut before its last item’s end is no list', () => {
    const whole = three.length - 4 // two empty fields follow the list
    for (let end = 0; end < whole; end++) expect(list(three.subarray(0, end), 50).end).toBeNull()
  })

  test.each([
    ['JSON', Buffer.from('{"kind":"PodList","metadata":{"resourceVersion":"1"},"items":[]}')],
    ['a page', Buffer.from('<html>log in</html>')],
    ['nothing', Buffer.alloc(0)],
    ['another kind', wrapped('Pod', Buffer.concat([field(1, field(2, '7'))]))],
    ['no version', wrapped('PodList', field(1, ''))],
    ['a number among the items', wrapped('PodList', Buffer.concat([field(1, field(2, '7')), Buffer.from([16, 1])]))],
    ['an item longer than the list', Buffer.concat([Buffer.from('k8s\0'), Buffer.from([0x12, 4, 0x12, 9, 1, 1])])],
    ['an item longer than any object', Buffer.concat([Buffer.from('k8s\0'), Buffer.from([0x12, 0xff, 0xff, 0xff, 0x7f, 0x12, 0xff, 0xff, 0xff, 0x3f])])],
    ['something after it', Buffer.concat([three, Buffer.from('x')])],
    ['two lists', Buffer.concat([three, field(2, field(1, field(2, '7')))])],
  ])('%s is none', (_what, bytes) => {
    for (const chunk of chunks) expect(list(bytes, chunk).end).toBeNull()
  })

  test('gives no item on that ends after the list does', () => {
    const item = field(2, object('a'))
    const short = Buffer.concat([Buffer.from('k8s\0'), Buffer.from([0x12, 4]), item])
    for (const chunk of chunks) expect(list(short, chunk)).toEqual({ rows: [], end: null, broken: true })
  })

  test('with an item that cannot be read is broken: nothing is left out in silence', () => {
    const bytes = protobufList('7', [object('a'), Buffer.from([0x0a, 0x7f]), object('b')])
    for (const chunk of chunks) expect(list(bytes, chunk)).toEqual({ rows: [row('a'), null], end: null, broken: true })
  })
})

describe('a watch', () => {
  const frames = [
    protobufEvent('ADDED', 'Pod', object('a', '8')),
    protobufEvent('MODIFIED', 'Pod', object('b'.repeat(200), '9')),
    protobufEvent('DELETED', 'Pod', object('a', '10')),
    protobufEvent('BOOKMARK', 'Pod', encodeProtobuf({ metadata: { resourceVersion: '12' } }, shape)),
    protobufEvent('ERROR', 'Status', protobufStatus(410, 'Expired', 'too old resource version: 1 (5)')),
  ]
  const bytes = Buffer.concat(frames.map(framed))

  test.each(chunks)('in chunks of %d bytes gives every event once, with the version to go on from', (chunk) => {
    expect(watch(bytes, chunk)).toEqual({
      events: [
        { type: 'set', row: row('a'), version: '8' },
        { type: 'set', row: row('b'.repeat(200)), version: '9' },
        { type: 'removed', uid: 'uid-a', version: '10' },
        { type: 'bookmark', version: '12' },
        { type: 'error', failure: { reason: 'Expired', code: 410, message: 'too old resource version: 1 (5)' } },
      ],
      cut: false,
      broken: false,
    })
  })

  test('that ends within an event is cut, between two it is not', () => {
    const ends = new Set([0])
    for (const frame of frames) ends.add((Array.from(ends).at(-1) ?? 0) + frame.length + 4)
    for (let end = 0; end < bytes.length; end++) expect(watch(bytes.subarray(0, end), 40).cut).toBe(!ends.has(end))
  })

  test.each([
    ['a length beyond any object', Buffer.from('{"type":"ADDED"}')],
    ['that, after an event', Buffer.concat([bytes, Buffer.from('<html>')])],
  ])('%s breaks it', (_what, sent) => {
    for (const chunk of chunks) expect(watch(sent, chunk)).toMatchObject({ broken: true, cut: true })
  })

  test.each([
    ['no object', field(1, 'ADDED')],
    ['an object that is not wrapped', Buffer.concat([field(1, 'ADDED'), field(2, field(1, object('a')))])],
    ['an object without a version', protobufEvent('ADDED', 'Pod', Buffer.alloc(0))],
    ['another type', protobufEvent('RENAMED', 'Pod', object('a'))],
    ['an ERROR without a Status', protobufEvent('ERROR', 'Pod', object('a'))],
    ['an object that is cut', protobufEvent('ADDED', 'Pod', object('a').subarray(0, -3))],
    ['nothing', Buffer.alloc(0)],
  ])('an event with %s is none', (_what, frame) => {
    expect(decoder.event(frame).type).toBe('broken')
  })
})

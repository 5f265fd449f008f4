import { codecs, type NamespaceRow, type ServerFrame } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { Collection } from './Collection.ts'
import { type StreamFrame, TopicReader } from './TopicReader.ts'

const codec = codecs.namespaces
const row = (name: string, status = 'Active'): NamespaceRow => ({ uid: `u-${name}`, namespace: '', name, created: 1, status })
const numbered = (rows: Record<number, NamespaceRow>) => Object.entries(rows).map(([id, each]) => ({ id: Number(id), row: each }))
const live = [{ namespace: '', scope: { state: 'live' as const } }]

const snapshot = (seq: number, rows: Record<number, NamespaceRow>, more: { chunk?: number; last?: boolean; epoch?: number } = {}): StreamFrame => ({
  type: 'snapshot',
  stream: 1,
  epoch: 1,
  chunk: 0,
  last: true,
  ...more,
  seq,
  parts: live,
  rows: codec.columns(numbered(rows)),
})
const delta = (seq: number, what: { add?: Record<number, NamespaceRow>; set?: unknown[][]; del?: number[]; epoch?: number }): StreamFrame => ({
  type: 'delta',
  stream: 1,
  epoch: what.epoch ?? 1,
  seq,
  ...(what.add && { add: codec.columns(numbered(what.add)) }),
  ...(what.set && { set: what.set }),
  ...(what.del && { del: what.del }),
})
const status = codec.fields.indexOf('status')

const setUp = () => {
  const collection = new Collection<NamespaceRow>(() => undefined)
  const completed: number[] = []
  const reader = new TopicReader<NamespaceRow>(codec, collection, (changes) => completed.push(changes))
  const names = () => {
    collection.flush()
    return [...collection.values()].map(({ name, status }) => `${name} ${status}`).sort()
  }
  return { collection, reader, names, completed }
}

test('a snapshot and what follows it', () => {
  const { reader, names } = setUp()
  expect(reader.following).toBe(false)
  expect(reader.read(snapshot(4, { 1: row('a'), 2: row('b') }))).toBe('fine')
  expect(reader.following).toBe(true)
  expect(reader.read(delta(5, { add: { 3: row('c') }, set: [[1, status, 'Terminating']], del: [2] }))).toBe('fine')
  expect(names()).toEqual(['a Terminating', 'c Active'])
  expect(reader.read({ type: 'status', stream: 1, epoch: 1, seq: 6, parts: [] })).toBe('fine')
  expect(reader.read({ type: 'skipped', stream: 1, epoch: 1, seq: 7, count: 3 })).toBe('fine')
  expect([reader.parts, reader.skipped, reader.following]).toEqual([[], 3, true])
})

test('a missing frame is a gap: nothing after it is applied or called complete until a snapshot', () => {
  const { reader, names } = setUp()
  reader.read(snapshot(4, { 1: row('a') }))
  expect(reader.read(delta(6, { del: [1] }))).toBe('gap')
  expect(reader.following).toBe(false)
  expect(names()).toEqual(['a Active'])
  expect(reader.read(delta(5, { set: [[1, status, 'X']] }))).toBe('fine')
  expect(reader.following).toBe(false)
  expect(reader.read(snapshot(6, {}))).toBe('fine')
  expect([reader.following, names()]).toEqual([true, []])
})

test('doubled and late frames change nothing', () => {
  const { reader, names } = setUp()
  reader.read(snapshot(4, { 1: row('a') }))
  reader.read(delta(5, { set: [[1, status, 'B']] }))
  reader.read(delta(6, { set: [[1, status, 'C']] }))
  for (const late of [delta(5, { set: [[1, status, 'B']] }), delta(6, { del: [1] }), snapshot(4, { 1: row('a') }), snapshot(3, {}, { chunk: 1 })]) {
    expect(reader.read(late)).toBe('fine')
  }
  expect([names(), reader.following]).toEqual([['a C'], true])
})

test('the heartbeat tells of a last frame that was lost', () => {
  const { reader } = setUp()
  reader.read(snapshot(4, {}))
  expect(reader.stands({ epoch: 1, seq: 4 })).toBe('fine')
  expect(reader.stands({ epoch: 1, seq: 5 })).toBe('gap')
  expect(reader.following).toBe(false)
})

test('first rows paint as their chunks come; later a snapshot takes their place at its last chunk, and equal rows stay the same', () => {
  const { collection, reader, names, completed } = setUp()
  reader.read(snapshot(4, { 1: row('a') }, { last: false }))
  expect([names(), reader.following]).toEqual([['a Active'], false])
  reader.read(snapshot(4, { 2: row('b') }, { chunk: 1 }))
  expect([names(), reader.following, completed]).toEqual([['a Active', 'b Active'], true, [2]])
  const before = collection.get('u-a')
  reader.begin()
  expect(reader.following).toBe(false)
  reader.read(snapshot(9, { 7: row('a') }, { last: false }))
  expect(names()).toEqual(['a Active', 'b Active'])
  reader.read(snapshot(9, { 8: row('c') }, { chunk: 1 }))
  expect([names(), completed]).toEqual([
    ['a Active', 'c Active'],
    [2, 2],
  ])
  expect(collection.get('u-a')).toBe(before)
  expect(reader.read(delta(10, { del: [7] }))).toBe('fine')
  expect(names()).toEqual(['c Active'])
})

test('a chunk that is missing is a gap, and the rest is taken when the snapshot is sent again', () => {
  const { reader, names } = setUp()
  const chunks = [
    snapshot(4, { 1: row('a') }, { last: false }),
    snapshot(4, { 2: row('b') }, { chunk: 1, last: false }),
    snapshot(4, { 3: row('c') }, { chunk: 2 }),
  ]
  expect([chunks[0], chunks[2]].map((chunk) => chunk && reader.read(chunk))).toEqual(['fine', 'gap'])
  expect(chunks.map((chunk) => reader.read(chunk))).toEqual(['fine', 'fine', 'fine'])
  expect([names(), reader.following]).toEqual([['a Active', 'b Active', 'c Active'], true])
})

test('another epoch: its frames are a gap, its snapshot takes the place, and nothing of the old one counts any more', () => {
  const { reader, names } = setUp()
  reader.read(snapshot(4, { 1: row('old') }))
  expect(reader.read(delta(5, { epoch: 2, del: [1] }))).toBe('gap')
  expect(names()).toEqual(['old Active'])
  reader.read(snapshot(5, { 9: row('new') }, { epoch: 2 }))
  reader.read(delta(6, { del: [9] }))
  reader.read(snapshot(99, {}))
  expect([names(), reader.following, reader.otherClusters]).toEqual([['new Active'], true, 1])
  reader.begin()
  reader.read(snapshot(0, {}, { epoch: 3 }))
  expect(reader.otherClusters).toBe(1)
})

test.each<[string, StreamFrame]>([
  ['a change of a row that nobody has', delta(5, { set: [[99, status, 'x']] })],
  ['a change of a field that is none', delta(5, { set: [[1, 99, 'x']] })],
  ['a value of another type', delta(5, { set: [[1, status, 1]] })],
  ['the end of a row that nobody has', delta(5, { add: { 2: row('b') }, del: [99] })],
  ['rows of another topic', { ...delta(5, {}), add: { ids: [2], columns: [{ v: ['u'] }] } } as ServerFrame & StreamFrame],
  ['a snapshot of another topic', { ...snapshot(5, {}), rows: { ids: [2], columns: [{ v: ['u'] }] } } as ServerFrame & StreamFrame],
])('%s is malformed, and nothing of it is applied', (_what, frame) => {
  const { reader, names } = setUp()
  reader.read(snapshot(4, { 1: row('a') }))
  expect(reader.read(frame)).toBe('malformed')
  expect(names()).toEqual(['a Active'])
})

test('a server that began anew lists for itself first: what is shown stays until that list is whole, and only differences count', () => {
  const { reader, names, completed } = setUp()
  reader.read(snapshot(4, { 1: row('a'), 2: row('b') }))
  reader.begin()
  const catchingUp = [{ namespace: '', scope: { state: 'catching up' as const } }]
  reader.read({ ...snapshot(0, {}), parts: catchingUp } as StreamFrame)
  expect(names()).toEqual(['a Active', 'b Active'])
  reader.read(delta(1, { add: { 1: row('a'), 2: row('c') } }))
  reader.read(delta(2, { set: [[2, status, 'Terminating']] }))
  expect(names()).toEqual(['a Active', 'b Active'])
  reader.read({ type: 'status', stream: 1, epoch: 1, seq: 3, parts: live })
  expect(names()).toEqual(['a Active', 'c Terminating'])
  expect(completed).toEqual([2, 2])
  reader.read(delta(4, { del: [1] }))
  expect(names()).toEqual(['c Terminating'])
})

import { codecs, ManualClock, type PodRow, type ServerFrame } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { topicPlan } from './index.ts'
import { BUSY_WINDOW_MS, MAX_WAITING_EVENTS, Topic, WINDOW_MS } from './Topic.ts'
import { pod, TestCluster } from './testing/TestCluster.ts'

const setUp = (namespaces: '*' | string[] = '*', rows: PodRow[] = [], chunkRows = 2_000) => {
  const clock = new ManualClock()
  const cluster = new TestCluster()
  const sources = (namespaces === '*' ? [null] : namespaces).map((namespace) => cluster.source('pods', { namespace }))
  const source = sources[0]
  if (!source) throw new Error('no source')
  for (const row of rows) source.rows.set(row.uid, row)
  const topic = new Topic({ stream: 7, plan: topicPlan('pods', { namespaces }), codec: codecs.pods, cluster, clock, chunkRows })
  const sent: Uint8Array[] = []
  let resets = 0
  topic.join({ frame: (bytes) => sent.push(bytes), reset: () => resets++ })
  const take = () => sent.splice(0).map((bytes) => read(bytes))
  return { clock, cluster, source, sources, topic, sent, take, resets: () => resets }
}

const read = (bytes: Uint8Array): ServerFrame => JSON.parse(new TextDecoder().decode(bytes))
const snapshotRows = (topic: Topic<PodRow>): PodRow[] =>
  topic.snapshot().flatMap((bytes) => {
    const frame = read(bytes)
    return frame.type === 'snapshot' ? (codecs.pods.rows(frame.rows) ?? []).map(({ row }) => row) : []
  })
const statusOf = (row: string) => [codecs.pods.fields.indexOf('status'), row]

test('the first change goes out at once, later ones together when the window ends, each uid once', () => {
  const { clock, source, take } = setUp('*', [pod('a'), pod('b')])
  source.set(pod('a', { status: 'One' }))
  expect(take()).toMatchObject([{ type: 'delta', stream: 7, epoch: 1, seq: 1, set: [[1, ...statusOf('One')]] }])
  source.set(pod('a', { status: 'Two' }))
  source.set(pod('b', { status: 'Three' }))
  source.set(pod('a', { status: 'Four' }))
  expect(take()).toEqual([])
  clock.advance(WINDOW_MS)
  expect(take()).toMatchObject([
    {
      seq: 2,
      set: [
        [1, ...statusOf('Four')],
        [2, ...statusOf('Three')],
      ],
    },
  ])
  clock.advance(10 * WINDOW_MS)
  expect(clock.pending).toBe(0)
})

test('above 2,000 changes a second the window is 100 ms, and narrow again when it is quiet', () => {
  const { clock, source, take } = setUp()
  for (let n = 0; n < 40; n++) source.set(pod(`p${n}`))
  clock.advance(WINDOW_MS)
  expect(take()).toHaveLength(2)
  source.set(pod('late'))
  clock.advance(BUSY_WINDOW_MS - 1)
  expect(take()).toEqual([])
  clock.advance(1)
  expect(take()).toHaveLength(1)
  clock.advance(BUSY_WINDOW_MS)
  source.set(pod('x'))
  source.set(pod('y'))
  expect(take()).toHaveLength(1)
  clock.advance(WINDOW_MS)
  expect(take()).toHaveLength(1)
})

test('what alters nothing in the row, or was taken back within the window, is not sent', () => {
  const { clock, source, topic, take } = setUp('*', [pod('a'), pod('b')])
  source.set(pod('a', { status: 'x' }))
  take()
  source.set(pod('b'))
  source.set(pod('a', { status: 'y' }))
  source.set(pod('a', { status: 'x' }))
  source.set(pod('c'))
  source.remove(pod('c'))
  clock.advance(WINDOW_MS)
  expect(take()).toEqual([])
  expect(topic.seq).toBe(1)
})

test('a recreated name is a row that went and a row that came', () => {
  const { clock, source, take } = setUp('*', [pod('old', { name: 'web-0' })])
  source.set(pod('other'))
  take()
  source.remove(pod('old', { name: 'web-0' }))
  source.set(pod('new', { name: 'web-0' }))
  clock.advance(WINDOW_MS)
  const [delta] = take()
  expect(delta).toMatchObject({ type: 'delta', del: [1], add: { ids: [3] } })
})

test('a relist in which three of many rows changed sends three', () => {
  const rows = Array.from({ length: 500 }, (_, n) => pod(`p${n}`))
  const { source, take, resets } = setUp('*', rows)
  const relisted = rows.map((row) => ({ ...row })).slice(1)
  source.replace([...relisted.map((row) => (row.uid === 'p9' ? { ...row, ready: 0 } : row)), pod('new')])
  expect(take()).toMatchObject([{ type: 'delta', add: { ids: [501] }, set: [[10, codecs.pods.fields.indexOf('ready'), 0]], del: [1] }])
  expect(resets()).toBe(0)
})

test('another cluster behind the address: a new epoch, and everybody needs the snapshot', () => {
  const { source, topic, take, resets } = setUp('*', [pod('a')])
  source.epoch = 2
  source.state = { state: 'catching up' }
  source.replace([pod('b')])
  expect(take()).toEqual([])
  expect(resets()).toBe(1)
  expect(topic.epoch).toBe(2)
  expect(read(topic.snapshot()[0] ?? new Uint8Array())).toMatchObject({ epoch: 2, seq: 1, parts: [{ scope: { state: 'catching up' } }] })
  expect(snapshotRows(topic).map(({ uid }) => uid)).toEqual(['b'])
})

test('the snapshot is what the others were sent, in chunks, ordered, the same bytes until something is sent', () => {
  const { clock, source, topic, sent } = setUp('*', [pod('b'), pod('a'), pod('c', { namespace: 'abc' })], 2)
  source.set(pod('d'))
  source.set(pod('e'))
  const chunks = topic.snapshot()
  expect(chunks.map((bytes) => read(bytes))).toMatchObject([
    { chunk: 0, last: false, seq: 1, rows: { ids: [3, 2] } },
    { chunk: 1, last: true, seq: 1, rows: { ids: [1, 4] } },
  ])
  expect(topic.snapshot()).toBe(chunks)
  clock.advance(WINDOW_MS)
  expect(sent).toHaveLength(2)
  expect(snapshotRows(topic).map(({ uid }) => uid)).toEqual(['c', 'a', 'b', 'd', 'e'])
})

test('an empty topic has a snapshot too', () => {
  expect(read(setUp().topic.snapshot()[0] ?? new Uint8Array())).toMatchObject({ type: 'snapshot', chunk: 0, last: true, seq: 0, rows: { ids: [] } })
})

test('every subscriber is given the very same bytes', () => {
  const { source, topic, sent } = setUp()
  const other: Uint8Array[] = []
  topic.join({ frame: (bytes) => other.push(bytes), reset: () => undefined })
  source.set(pod('a'))
  expect(other[0]).toBe(sent[0])
})

test('live is told after the rows it speaks of, anything worse before the rows change', () => {
  const { source, take } = setUp('*', [pod('a')])
  source.state = { state: 'catching up' }
  source.set(pod('b'))
  source.set(pod('c'))
  source.become({ state: 'live' })
  expect(take().map(({ type }) => type)).toEqual(['status', 'delta', 'delta', 'status'])
  source.state = { state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'no' } }
  source.replace([])
  expect(take().map(({ type }) => type)[0]).toBe('status')
})

test('states are told per namespace, once each, and never better than the cluster answers', () => {
  const { cluster, sources, take } = setUp(['one', 'two'])
  sources[1]?.become({ state: 'stale', since: 5, failure: null })
  sources[1]?.become({ state: 'stale', since: 5, failure: null })
  expect(take()).toMatchObject([
    {
      type: 'status',
      parts: [
        { namespace: 'one', scope: { state: 'live' } },
        { namespace: 'two', scope: { state: 'stale', since: 5 } },
      ],
    },
  ])
  cluster.setHealth({ state: 'unreachable', since: 9, failure: { reason: 'Disconnected', code: 0, message: 'refused' } })
  expect(take()).toMatchObject([{ parts: [{ scope: { state: 'stale', since: 9 } }, { scope: { state: 'stale', since: 5 } }] }])
})

test('many namespaces are one cluster-wide watch that shows only those', () => {
  const namespaces = Array.from({ length: 11 }, (_, n) => `n${n}`)
  const cluster = new TestCluster()
  const topic = new Topic({ stream: 1, plan: topicPlan('pods', { namespaces }), codec: codecs.pods, cluster, clock: new ManualClock(), chunkRows: 10 })
  const source = cluster.source('pods', { namespace: null })
  expect([...cluster.sources.keys()]).toEqual(['pods *'])
  source.set(pod('in', { namespace: 'n3' }))
  source.set(pod('out', { namespace: 'elsewhere' }))
  source.set(pod('in', { namespace: 'n3', ready: 0 }))
  topic.retry()
  expect(source.retries).toBe(1)
  expect(snapshotRows(topic).map(({ uid }) => uid)).toEqual(['in'])
})

test('events that come faster than they can be told are counted, not left out in silence', () => {
  const clock = new ManualClock()
  const cluster = new TestCluster()
  const topic = new Topic({ stream: 1, plan: topicPlan('events', { namespaces: '*' }), codec: codecs.events, cluster, clock, chunkRows: 10 })
  const got: ServerFrame[] = []
  topic.join({ frame: (bytes) => got.push(read(bytes)), reset: () => undefined })
  const source = cluster.source('events', { namespace: null })
  const object = { kind: 'Pod', namespace: 'd', name: 'p', uid: 'u', fieldPath: '' }
  const event = (uid: string) => ({
    uid,
    namespace: 'd',
    name: uid,
    created: 1,
    type: 'Normal',
    reason: 'x',
    object,
    message: '',
    source: '',
    count: 1,
    firstSeen: 1,
    lastSeen: 1,
  })
  for (let n = 0; n < MAX_WAITING_EVENTS + 11; n++) source.set(event(`e${n}`))
  clock.advance(WINDOW_MS)
  expect(got.map(({ type }) => type)).toEqual(['delta', 'skipped', 'delta'])
  expect(got[1]).toMatchObject({ seq: 2, count: 10 })
  expect(got[2]).toMatchObject({ seq: 3 })
  source.set({ ...event('e1'), count: 2 })
  clock.advance(BUSY_WINDOW_MS)
  expect(got.at(-1)).toMatchObject({ type: 'delta', add: { ids: [MAX_WAITING_EVENTS + 2] } })
})

test('whoever closes a topic leaves nothing behind', () => {
  const { clock, source, topic, take } = setUp('*', [pod('a')])
  source.set(pod('b'))
  topic.close()
  take()
  source.set(pod('c'))
  clock.advance(1_000)
  expect(take()).toEqual([])
  expect([clock.pending, source.holders]).toEqual([0, 0])
})

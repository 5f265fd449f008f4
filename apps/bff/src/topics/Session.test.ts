import { HEARTBEAT_MS, MAX_CLIENT_FRAME_BYTES, MAX_SUBSCRIPTIONS, ManualClock } from '@binnacle/shared'
import { describe, expect, test } from 'vitest'
import { Hub } from './Hub.ts'
import { LINES_WINDOW_MS, MAX_WAITING_LINES } from './LogFeed.ts'
import { CLOSE_TOO_SLOW, DRAIN_POLL_MS, MAX_BUFFERED_BYTES, MAX_SLOW_MS } from './Outlet.ts'
import { Session } from './Session.ts'
import { WINDOW_MS } from './Topic.ts'
import { MIN_RESYNC_MS } from './TopicFeed.ts'
import { lines, pod, TestCluster, TestPeer } from './testing/TestCluster.ts'

const setUp = () => {
  const clock = new ManualClock(1_000)
  const cluster = new TestCluster()
  const opened: string[] = []
  const hub = new Hub({
    clock,
    open: (context) => {
      opened.push(context)
      return context === 'here' ? { ok: true, output: cluster } : { ok: false, failure: { reason: 'NotFound', code: 404, message: `no context "${context}"` } }
    },
  })
  const connect = () => {
    const peer = new TestPeer()
    const session = new Session({ hub, peer, clock, build: 'b1' })
    return { peer, session, say: (frame: unknown) => session.receive(JSON.stringify(frame)) }
  }
  return { clock, cluster, hub, connect, opened, ...connect() }
}

const pods = (sub: number, params: unknown = { namespaces: '*' }) => ({ type: 'subscribe', sub, topic: 'pods', context: 'here', params })

test('hello comes first, then a heartbeat every five seconds that says where each stream stands', () => {
  const { clock, cluster, peer, say } = setUp()
  expect(peer.take()).toEqual([{ type: 'hello', build: 'b1', now: 1_000 }])
  clock.advance(HEARTBEAT_MS)
  expect(peer.take()).toEqual([{ type: 'heartbeat', now: 6_000, at: [] }])
  say(pods(1))
  cluster.source('pods', { namespace: null }).set(pod('a'))
  peer.take()
  for (let n = 0; n < 100; n++) {
    cluster.source('pods', { namespace: null }).set(pod('a', { restarts: n }))
    clock.advance(100)
  }
  const beats = peer.take().filter(({ type }) => type === 'heartbeat')
  expect(beats.map((beat) => beat.type === 'heartbeat' && beat.now)).toEqual([11_000, 16_000])
  expect(beats[0]).toMatchObject({ at: [[1, 1, expect.any(Number)]] })
})

test('a subscription is answered, then filled, then followed', () => {
  const { cluster, peer, say } = setUp()
  cluster.source('pods', { namespace: null }).rows.set('a', pod('a'))
  say(pods(5))
  cluster.source('pods', { namespace: null }).set(pod('b'))
  expect(peer.take()).toMatchObject([
    { type: 'hello' },
    { type: 'subscribed', sub: 5, stream: 1, epoch: 1 },
    { type: 'snapshot', stream: 1, seq: 0, last: true, rows: { ids: [1] } },
    { type: 'delta', stream: 1, seq: 1, add: { ids: [2] } },
  ])
})

test('two browsers share one topic and its bytes, and the last one to leave ends it', () => {
  const { cluster, hub, peer, say, session, connect } = setUp()
  const other = connect()
  say(pods(1, { namespaces: ['b', 'a', 'a'] }))
  other.say(pods(9, { namespaces: ['a', 'b'] }))
  expect(hub.size).toBe(1)
  const source = cluster.source('pods', { namespace: 'a' })
  expect(source.holders).toBe(1)
  peer.take()
  other.peer.take()
  source.set(pod('x', { namespace: 'a' }))
  expect(other.peer.bytes[0]).toBe(peer.bytes[0])
  session.closed()
  session.closed()
  expect(source.holders).toBe(1)
  other.say({ type: 'unsubscribe', sub: 9 })
  expect([source.holders, hub.size]).toEqual([0, 0])
})

describe('what a browser of ours never sends closes the socket', () => {
  test.each([
    ['', 1008],
    ['{', 1008],
    ['[]', 1008],
    ['null', 1008],
    ['{"type":"hello"}', 1008],
    ['{"type":"subscribe","sub":0,"topic":"pods","context":"here","params":{}}', 1008],
    ['{"type":"subscribe","sub":1.5,"topic":"pods","context":"here","params":{}}', 1008],
    ['{"type":"subscribe","sub":1,"topic":"pods","context":"","params":{}}', 1008],
    [`{"type":"subscribe","sub":1,"topic":"${'x'.repeat(65)}","context":"here","params":{}}`, 1008],
    ['{"type":"unsubscribe","sub":1,"more":1}', 1008],
    ['{"type":"resync","sub":"1"}', 1008],
    ['{"type":"retry"}', 1008],
    [`{"type":"unsubscribe","sub":${' '.repeat(MAX_CLIENT_FRAME_BYTES)}1}`, 1009],
    [`{"type":"x","y":"${'é'.repeat(MAX_CLIENT_FRAME_BYTES / 2)}"}`, 1009],
  ])('%.60s → %i', (text, code) => {
    const { clock, hub, peer, say, session } = setUp()
    say(pods(1))
    session.receive(text)
    expect(peer.closedWith?.code).toBe(code)
    peer.take()
    say(pods(2))
    clock.advance(60_000)
    expect([peer.take(), hub.size, clock.pending]).toEqual([[], 0, 0])
  })

  test('a binary frame', () => {
    const { peer, session } = setUp()
    session.receiveBinary()
    expect(peer.closedWith?.code).toBe(1003)
  })
})

describe('what is wrong in one subscription refuses that one', () => {
  test.each([
    ['an unknown topic', { topic: 'leases' }, 'NotFound'],
    ['a topic named like a property of every object', { topic: '__proto__' }, 'NotFound'],
    ['constructor', { topic: 'constructor' }, 'NotFound'],
    ['an unknown context', { context: 'elsewhere' }, 'NotFound'],
    ['a parameter that is missing', { params: {} }, 'Invalid'],
    ['a parameter too many', { params: { namespaces: '*', limit: 1 } }, 'Invalid'],
    ['a namespace that is no label', { params: { namespaces: ['../secrets'] } }, 'Invalid'],
    ['no namespace', { params: { namespaces: [] } }, 'Invalid'],
    ['a hundred and one namespaces', { params: { namespaces: Array.from({ length: 101 }, (_, n) => `n${n}`) } }, 'Invalid'],
    ['a log without a container', { topic: 'pods.logs', params: { namespace: 'a', name: 'b', uid: 'c' } }, 'Invalid'],
    [
      'a log of an unknown context',
      { topic: 'pods.logs', context: 'x', params: { namespace: 'a', name: 'b', uid: 'c', container: 'd', previous: false, tail: 1 } },
      'NotFound',
    ],
  ])('%s', (_what, change, reason) => {
    const { hub, peer, say } = setUp()
    peer.take()
    say({ ...pods(3), ...change })
    expect(peer.take()).toMatchObject([{ type: 'refused', sub: 3, failure: { reason } }])
    expect([hub.size, peer.closedWith]).toEqual([0, null])
  })

  test('bad parameters never open a context', () => {
    const { opened, say } = setUp()
    say(pods(1, { namespaces: [''] }))
    expect(opened).toEqual([])
  })

  test('a number that is in use', () => {
    const { peer, say } = setUp()
    say(pods(1))
    peer.take()
    say({ ...pods(1), topic: 'nodes', params: {} })
    expect(peer.take()).toMatchObject([{ type: 'refused', sub: 1, failure: { reason: 'AlreadyExists' } }])
  })

  test(`more than ${MAX_SUBSCRIPTIONS} at once`, () => {
    const { peer, say } = setUp()
    for (let sub = 1; sub <= MAX_SUBSCRIPTIONS; sub++) say(pods(sub, { namespaces: [`n${sub}`] }))
    peer.take()
    say(pods(100))
    expect(peer.take()).toMatchObject([{ type: 'refused', sub: 100, failure: { reason: 'TooManyRequests' } }])
    say({ type: 'unsubscribe', sub: 1 })
    say(pods(101))
    expect(peer.take()).toMatchObject([{ type: 'subscribed', sub: 101 }, { type: 'snapshot' }])
  })

  test('unsubscribing, resyncing or retrying what is not subscribed does nothing', () => {
    const { peer, say } = setUp()
    peer.take()
    for (const type of ['unsubscribe', 'resync', 'retry']) say({ type, sub: 4 })
    expect([peer.take(), peer.closedWith]).toEqual([[], null])
  })
})

test('resync gives the snapshot again, but not more often than four times a second; retry reaches every source', () => {
  const { clock, cluster, peer, say } = setUp()
  say(pods(1))
  clock.advance(MIN_RESYNC_MS)
  peer.take()
  for (let n = 0; n < 50; n++) say({ type: 'resync', sub: 1 })
  expect(peer.take()).toMatchObject([{ type: 'snapshot' }])
  cluster.source('pods', { namespace: null }).set(pod('a'))
  expect(peer.take()).toEqual([])
  clock.advance(MIN_RESYNC_MS)
  expect(peer.take()).toMatchObject([{ type: 'snapshot', seq: 1, rows: { ids: [1] } }])
  say({ type: 'retry', sub: 1 })
  expect(cluster.source('pods', { namespace: null }).retries).toBe(1)
})

describe('a browser that does not keep up', () => {
  const slow = () => {
    const all = setUp()
    const source = all.cluster.source('pods', { namespace: null })
    all.say(pods(1))
    source.set(pod('a'))
    all.peer.take()
    all.peer.stuck = MAX_BUFFERED_BYTES + 1
    all.clock.advance(WINDOW_MS)
    return { ...all, source }
  }

  test('is skipped, and gets one snapshot when it has drained, then goes on', () => {
    const { clock, peer, source } = slow()
    for (let n = 1; n <= 200; n++) {
      source.set(pod('a', { restarts: n }))
      clock.advance(20)
    }
    expect(peer.take()).toEqual([])
    peer.stuck = MAX_BUFFERED_BYTES / 2
    clock.advance(500)
    expect(peer.take()).toEqual([])
    peer.stuck = 0
    clock.advance(DRAIN_POLL_MS)
    const frames = peer.take()
    expect(frames).toMatchObject([{ type: 'snapshot' }])
    source.set(pod('b'))
    const [next] = peer.take()
    expect(next).toMatchObject({ type: 'delta', seq: frames[0]?.type === 'snapshot' ? frames[0].seq + 1 : 0 })
  })

  test('does not slow the others', () => {
    const { source, connect } = slow()
    const other = connect()
    other.say(pods(1))
    other.peer.take()
    source.set(pod('c'))
    expect(other.peer.take()).toMatchObject([{ type: 'delta' }])
  })

  test(`is closed after ${MAX_SLOW_MS / 1000} s, with a code of its own, and leaves nothing`, () => {
    const { clock, hub, peer, source } = slow()
    source.set(pod('b'))
    clock.advance(MAX_SLOW_MS - 1_000)
    expect(peer.closedWith).toBeNull()
    clock.advance(1_000 + DRAIN_POLL_MS)
    expect(peer.closedWith?.code).toBe(CLOSE_TOO_SLOW)
    expect([hub.size, clock.pending]).toEqual([0, 0])
  })

  test('still gets its heartbeat', () => {
    const { clock, peer, source } = slow()
    source.set(pod('b'))
    clock.advance(HEARTBEAT_MS)
    expect(peer.take()).toMatchObject([{ type: 'heartbeat', at: [[1, 1, 2]] }])
  })

  test('a snapshot larger than the limit does not make the next one due', () => {
    const { clock, cluster, peer, say } = setUp()
    const source = cluster.source('pods', { namespace: null })
    for (let n = 0; n < 20_000; n++) source.rows.set(`${n}`, pod(`${n}`, { name: `a-rather-long-name-of-a-pod-${n}`.repeat(4) }))
    say(pods(1))
    const size = peer.bytes.reduce((sum, { length }) => sum + length, 0)
    expect(size).toBeGreaterThan(2 * 1024 * 1024)
    peer.stuck = size + MAX_BUFFERED_BYTES - 1_000
    peer.take()
    source.set(pod('new'))
    clock.advance(100)
    expect(peer.take()).toMatchObject([{ type: 'delta' }])
  })
})

describe('logs', () => {
  const params = { namespace: 'a', name: 'b', uid: 'c', container: 'd', previous: false, tail: 200 }
  const following = () => {
    const all = setUp()
    all.say({ type: 'subscribe', sub: 2, topic: 'pods.logs', context: 'here', params })
    all.peer.take()
    const log = all.cluster.logs[0]
    if (!log) throw new Error('nobody follows')
    return { ...all, log, sink: log.sink }
  }

  test('lines go out at once, then together', () => {
    const { clock, log, sink, peer } = following()
    expect(log.params).toEqual(params)
    sink.lines(lines('one'))
    expect(peer.take()).toEqual([{ type: 'lines', sub: 2, lines: lines('one'), dropped: 0 }])
    sink.lines(lines('two'))
    sink.lines(lines('three'))
    expect(peer.take()).toEqual([])
    clock.advance(LINES_WINDOW_MS)
    expect(peer.take()).toMatchObject([{ lines: [{ text: 'two' }, { text: 'three' }] }])
  })

  test('what a slow browser cannot take is dropped from the front and counted', () => {
    const { clock, sink, peer } = following()
    peer.stuck = MAX_BUFFERED_BYTES + 1
    for (let n = 0; n < MAX_WAITING_LINES + 7; n++) sink.lines(lines(`${n}`))
    clock.advance(1_000)
    expect(peer.take()).toEqual([])
    peer.stuck = 0
    clock.advance(LINES_WINDOW_MS)
    const [frame] = peer.take()
    expect(frame).toMatchObject({ type: 'lines', dropped: 7 })
    expect(frame?.type === 'lines' && frame.lines[0]?.text).toBe('7')
  })

  test('a few huge lines are bounded too', () => {
    const { clock, sink, peer } = following()
    peer.stuck = MAX_BUFFERED_BYTES + 1
    for (let n = 0; n < 10; n++) sink.lines(lines('x'.repeat(500_000)))
    peer.stuck = 0
    clock.advance(LINES_WINDOW_MS)
    expect(peer.take()).toMatchObject([{ dropped: 8, lines: [{}, {}] }])
  })

  test('the end is told after the last line, and unsubscribing stops the reading', () => {
    const { clock, log, sink, peer, say } = following()
    sink.lines(lines('one'))
    sink.lines(lines('two'))
    sink.ended(null)
    clock.advance(LINES_WINDOW_MS)
    expect(peer.take().map(({ type }) => type)).toEqual(['lines', 'lines', 'ended'])
    say({ type: 'unsubscribe', sub: 2 })
    expect(log.stopped).toBe(true)
    sink.lines(lines('three'))
    clock.advance(1_000)
    expect(peer.take()).toEqual([])
  })
})

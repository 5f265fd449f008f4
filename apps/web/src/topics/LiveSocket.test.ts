import { codecs, ManualClock, type NamespaceRow, type ServerFrame } from '@binnacle/shared'
import { describe, expect, test } from 'vitest'
import { LINGER_MS } from './Interest.ts'
import { CONNECT_TIMEOUT_MS, type Ticket, type WireEvents } from './Link.ts'
import { HIDDEN_MS } from './LinkWatch.ts'
import { LiveSocket } from './LiveSocket.ts'

const ROW: NamespaceRow = { uid: 'u', namespace: '', name: 'default', created: 1, status: 'Active' }
const LIVE = [{ namespace: '', scope: { state: 'live' as const } }]

type Dialled = { readonly ticket: string; readonly events: WireEvents; readonly asked: Record<string, unknown>[]; closed: boolean }

const setUp = (answer: Ticket | null = null) => {
  const clock = new ManualClock()
  const dialled: Dialled[] = []
  const frames: (() => void)[] = []
  const look = new Set<() => void>()
  const world = { hidden: false, tickets: 0, answer, random: 1, slept: 0 }
  const socket = new LiveSocket({
    build: 'b1',
    clock: { now: () => clock.now() + world.slept, after: (ms, run) => clock.after(ms, run) },
    random: () => world.random,
    schedule: (run) => frames.push(run),
    fetchTicket: () => Promise.resolve(world.answer ?? { state: 'ticket', ticket: `t${++world.tickets}` }),
    connect: (ticket, events) => {
      const wire: Dialled = { ticket, events, asked: [], closed: false }
      dialled.push(wire)
      return { send: (text) => wire.asked.push(JSON.parse(text)), close: () => void (wire.closed = true) }
    },
    surroundings: {
      hidden: () => world.hidden,
      subscribe: (listener) => {
        look.add(listener)
        return () => look.delete(listener)
      },
    },
  })
  const wire = (): Dialled => {
    const last = dialled.at(-1)
    if (!last) throw new Error('nothing was dialled')
    return last
  }
  const say = (...said: ServerFrame[]) => {
    for (const frame of said) wire().events.text(JSON.stringify(frame))
    paint()
  }
  const paint = () => {
    for (const run of frames.splice(0)) run()
  }
  const settle = async () => {
    for (let n = 0; n < 5; n++) await Promise.resolve()
  }
  const lookAround = (hidden: boolean) => {
    world.hidden = hidden
    for (const listener of look) listener()
  }
  /** Time passes and no timer runs until it is over. */
  const sleep = (ms: number, awake: () => void = () => undefined) => {
    world.slept += ms
    awake()
    clock.advance(1_000)
  }
  const hello = async (build = 'b1') => {
    await settle()
    say({ type: 'hello', build, now: clock.now() })
  }
  const beat = (at: [number, number, number][] = []) => say({ type: 'heartbeat', now: clock.now(), at })
  return { clock, socket, world, dialled, wire, say, paint, settle, hello, beat, lookAround, sleep }
}

const snapshot = (stream: number, rows: NamespaceRow[], seq = 0): ServerFrame => ({
  type: 'snapshot',
  stream,
  epoch: 1,
  seq,
  chunk: 0,
  last: true,
  parts: LIVE,
  rows: codecs.namespaces.columns(rows.map((row, n) => ({ id: n + 1, row }))),
})

/** A page that shows namespaces, live. */
const watching = async () => {
  const all = setUp()
  await all.hello()
  const topic = all.socket.topic('namespaces', 'c', {})
  const stop = topic.subscribe(() => undefined)
  all.say({ type: 'subscribed', sub: 1, stream: 4, epoch: 1 }, snapshot(4, [ROW]))
  return { ...all, topic, stop }
}

describe('the link', () => {
  test('a ticket is asked for before every connection; retries double up to five seconds, with jitter over the whole wait', async () => {
    const { clock, dialled, settle, socket } = setUp()
    const waits: number[] = []
    for (let n = 0; n < 7; n++) {
      await settle()
      dialled.at(-1)?.events.closed()
      const { link } = socket.link.get()
      if (link.state !== 'lost' || link.retryAt === null) throw new Error(link.state)
      waits.push(link.retryAt - clock.now())
      clock.advance(link.retryAt - clock.now())
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
    expect(dialled.map(({ ticket }) => ticket)).toEqual(['t1', 't2', 't3', 't4', 't5', 't6', 't7'])
  })

  test('jitter: no wait at all is possible too', async () => {
    const { clock, world, dialled, settle } = setUp()
    world.random = 0
    await settle()
    dialled[0]?.events.closed()
    clock.advance(0)
    await settle()
    expect(dialled).toHaveLength(2)
  })

  test('401 means signed out: nothing is tried until somebody signs in', async () => {
    const { clock, world, dialled, settle, socket } = setUp({ state: 'signed out' })
    await settle()
    expect(socket.link.get().link).toEqual({ state: 'signed out' })
    clock.advance(600_000)
    await settle()
    expect(dialled).toEqual([])
    world.answer = null
    socket.connectNow()
    await settle()
    expect(dialled).toHaveLength(1)
  })

  test('a ticket that fails, a server that does not greet and one that says nonsense are tried again', async () => {
    const { clock, world, dialled, settle, wire } = setUp({ state: 'failed' })
    await settle()
    expect(dialled).toEqual([])
    world.answer = null
    clock.advance(250)
    await settle()
    expect(dialled).toHaveLength(1)
    clock.advance(CONNECT_TIMEOUT_MS + 500)
    await settle()
    expect(dialled).toHaveLength(2)
    expect(dialled[0]?.closed).toBe(true)
    wire().events.text('<html>')
    expect(dialled[1]?.closed).toBe(true)
  })

  test.each(['not json', '{"type":"delta"}', '{"type":"snapshot","stream":1}', '[]'])(
    'a frame that is none (%s) is not passed over: a new connection',
    async (text) => {
      const { wire, topic, socket } = await watching()
      wire().events.text(text)
      expect([wire().closed, socket.link.get().link.state]).toEqual([true, 'lost'])
      expect(topic.get().state.state).toBe('behind')
    },
  )

  test('rows that are not of the topic are not shown in part: a new connection', async () => {
    const { wire, say, topic } = await watching()
    say({ type: 'delta', stream: 4, epoch: 1, seq: 1, set: [[1, 99, 'x']] })
    expect([wire().closed, topic.collection.get('u')]).toEqual([true, ROW])
  })

  test('network back, or page shown: at once', async () => {
    const { clock, dialled, settle, lookAround, wire } = setUp()
    await settle()
    for (let n = 0; n < 6; n++) {
      wire().events.closed()
      clock.advance(5_000)
      await settle()
    }
    wire().events.closed()
    lookAround(false)
    await settle()
    expect(dialled).toHaveLength(8)
  })

  test('another build says so', async () => {
    const { hello, socket } = setUp()
    await hello('b2')
    expect(socket.link.get().outdated).toBe(true)
  })
})

describe('freshness', () => {
  test('live < 8 s, behind < 12 s, then stale and a new connection; the rows stay', async () => {
    const { clock, topic, wire, socket } = await watching()
    const states = [7_999, 1, 3_999, 1].map((ms) => {
      clock.advance(ms)
      return topic.get().state.state
    })
    expect(states).toEqual(['live', 'behind', 'behind', 'stale'])
    expect(wire().closed).toBe(true)
    expect([topic.collection.size, socket.link.get().freshness]).toEqual([1, 'stale'])
  })

  test('heartbeats keep it live; a lost link is never live, however short', async () => {
    const { clock, topic, wire, beat, hello, say } = await watching()
    for (let n = 0; n < 10; n++) {
      clock.advance(5_000)
      beat([[4, 1, 0]])
    }
    expect(topic.get().state.state).toBe('live')
    wire().events.closed()
    expect(topic.get().state.state).toBe('behind')
    clock.advance(250)
    await hello()
    expect(topic.get().state.state).toBe('catching up')
    say({ type: 'subscribed', sub: 1, stream: 9, epoch: 1 }, snapshot(9, [ROW]))
    expect(topic.get().state.state).toBe('live')
  })

  test('a clock that jumped means that the machine slept: a new connection at once', async () => {
    const { dialled, settle, sleep } = await watching()
    sleep(3_600_000)
    await settle()
    expect(dialled).toHaveLength(2)
  })

  test('a hidden tab, whose timers are held back, is not reconnected as long as frames come', async () => {
    const { dialled, settle, beat, lookAround, sleep } = await watching()
    lookAround(true)
    for (let minute = 0; minute < 3; minute++) {
      sleep(60_000, () => beat([[4, 1, 0]]))
      await settle()
    }
    expect(dialled).toHaveLength(1)
  })
})

describe('topics', () => {
  test('what was said of the rows is seen together with them', async () => {
    const { hello, socket, wire, paint } = setUp()
    await hello()
    const topic = socket.topic('namespaces', 'c', {})
    topic.subscribe(() => undefined)
    wire().events.text(JSON.stringify({ type: 'subscribed', sub: 1, stream: 4, epoch: 1 }))
    wire().events.text(JSON.stringify(snapshot(4, [ROW])))
    expect([topic.get().state.state, topic.collection.size]).toEqual(['first paint', 0])
    paint()
    expect([topic.get().state.state, topic.collection.size]).toEqual(['live', 1])
  })

  test('nor is it live again, whatever the link says, before the rows of the new connection are painted', async () => {
    const { clock, topic, wire, hello, paint } = await watching()
    wire().events.closed()
    clock.advance(250)
    await hello()
    clock.advance(9_000)
    for (const frame of [{ type: 'subscribed', sub: 1, stream: 2, epoch: 1 }, snapshot(2, []), { type: 'heartbeat', now: clock.now(), at: [[2, 1, 0]] }]) {
      wire().events.text(JSON.stringify(frame))
    }
    expect([topic.get().state.state, topic.collection.size]).toEqual(['catching up', 1])
    paint()
    expect([topic.get().state.state, topic.collection.size]).toEqual(['live', 0])
  })

  test('the same is subscribed once, whatever the order of its namespaces, and kept for a while after the last page left', async () => {
    const { beat, clock, hello, socket, wire } = setUp()
    await hello()
    const topic = socket.topic('pods', 'c', { namespaces: ['a', 'b'] })
    expect(socket.topic('pods', 'c', { namespaces: ['b', 'a'] })).toBe(topic)
    const stops = [topic.subscribe(() => undefined), topic.subscribe(() => undefined)]
    for (const stop of stops) stop()
    clock.advance(LINGER_MS - 1)
    beat()
    topic.subscribe(() => undefined)()
    clock.advance(LINGER_MS - 1)
    expect(wire().asked).toEqual([{ type: 'subscribe', sub: 1, topic: 'pods', context: 'c', params: { namespaces: ['a', 'b'] } }])
    clock.advance(1)
    expect(wire().asked.at(-1)).toEqual({ type: 'unsubscribe', sub: 1 })
    expect(socket.topic('pods', 'c', { namespaces: ['a', 'b'] })).not.toBe(topic)
  })

  test('a gap is asked about at once, and again while heartbeats say that it is still there', async () => {
    const { clock, say, beat, wire, topic } = await watching()
    const resyncs = () => wire().asked.filter(({ type }) => type === 'resync').length
    say({ type: 'delta', stream: 4, epoch: 1, seq: 2, del: [1] })
    say({ type: 'delta', stream: 4, epoch: 1, seq: 3, del: [] })
    expect([resyncs(), topic.get().state.state]).toEqual([1, 'catching up'])
    for (let n = 0; n < 2; n++) {
      clock.advance(5_000)
      beat([[4, 1, 3]])
    }
    expect(resyncs()).toBe(2)
    say(snapshot(4, [], 3))
    expect([topic.collection.size, topic.get().state.state]).toEqual([0, 'live'])
  })

  test('a gap that comes after another one was filled is asked about too', async () => {
    const { say, wire } = await watching()
    for (const seq of [2, 4, 6]) say({ type: 'delta', stream: 4, epoch: 1, seq, del: [] }, snapshot(4, [ROW], seq))
    expect(wire().asked.filter(({ type }) => type === 'resync')).toHaveLength(3)
  })

  test('a subscribe that two heartbeats do not answer: a new connection', async () => {
    const { hello, socket, wire, beat, clock } = setUp()
    await hello()
    socket.topic('nodes', 'c', {}).subscribe(() => undefined)
    clock.advance(5_000)
    beat()
    expect(wire().closed).toBe(false)
    clock.advance(5_000)
    beat()
    expect(wire().closed).toBe(true)
  })

  test('refused is a state of the page, and the next connection asks again', async () => {
    const { hello, socket, say, wire, clock } = setUp()
    await hello()
    const topic = socket.topic('nodes', 'c', {})
    topic.subscribe(() => undefined)
    say({ type: 'refused', sub: 1, failure: { reason: 'NotFound', code: 404, message: 'no context "c"' } })
    expect(topic.get().state).toMatchObject({ state: 'refused', failure: { code: 404 } })
    wire().events.closed()
    clock.advance(250)
    await hello()
    expect(wire().asked).toMatchObject([{ type: 'subscribe', topic: 'nodes' }])
  })

  test('after a reconnect: how many rows it changed', async () => {
    const { wire, clock, hello, say, socket } = await watching()
    wire().events.closed()
    clock.advance(250)
    await hello()
    expect(socket.link.get().back).toBeNull()
    say(
      { type: 'subscribed', sub: 1, stream: 2, epoch: 1 },
      snapshot(2, [
        { ...ROW, status: 'Terminating' },
        { ...ROW, uid: 'v' },
      ]),
    )
    expect(socket.link.get().back).toMatchObject({ changes: 2 })
  })

  test('resync says what it changed: in sync, nothing', async () => {
    const { topic, say, wire } = await watching()
    const answer = topic.resync()
    expect(wire().asked.at(-1)).toEqual({ type: 'resync', sub: 1 })
    say(snapshot(4, [ROW]))
    expect(await answer).toBe(0)
  })

  test('hidden for five minutes: unsubscribed; shown: subscribed again, and not live before it is right', async () => {
    const { clock, beat, lookAround, wire, topic, say, socket } = await watching()
    lookAround(true)
    for (let ms = 0; ms < HIDDEN_MS; ms += 5_000) {
      clock.advance(5_000)
      beat([[4, 1, 0]])
    }
    expect(wire().asked.at(-1)).toEqual({ type: 'unsubscribe', sub: 1 })
    lookAround(false)
    expect(wire().asked.at(-1)).toMatchObject({ type: 'subscribe', sub: 2 })
    expect([topic.get().state.state, topic.collection.size]).toEqual(['catching up', 1])
    say({ type: 'subscribed', sub: 2, stream: 4, epoch: 1 }, snapshot(4, [ROW], 8))
    expect([topic.get().state.state, socket.link.get().link.state]).toEqual(['live', 'open'])
  })

  test('after close nothing happens any more', async () => {
    const { clock, socket, wire, dialled, settle } = await watching()
    socket.close()
    expect([wire().closed, socket.link.get().link.state]).toEqual([true, 'closed'])
    clock.advance(600_000)
    await settle()
    expect(dialled).toHaveLength(1)
  })
})

test('a log is followed across a reconnect without a line twice', async () => {
  const { clock, hello, socket, say, wire } = setUp()
  await hello()
  const log = socket.logs('c', { namespace: 'a', name: 'b', uid: 'c', container: 'd', previous: false, tail: 10 })
  log.subscribe(() => undefined)
  const line = (n: number) => ({ at: `2026-01-01T00:00:0${n}.000000000Z`, text: `${n}` })
  say({ type: 'subscribed', sub: 1, stream: 0, epoch: 0 }, { type: 'lines', sub: 1, lines: [line(1), line(2)], dropped: 1 })
  expect(log.get()).toMatchObject({ state: 'following', dropped: 1 })
  wire().events.closed()
  clock.advance(250)
  await hello()
  say({ type: 'lines', sub: 1, lines: [line(1), line(2), line(3)], dropped: 0 })
  expect(log.get().lines.map(({ text }) => text)).toEqual(['1', '2', '3'])
  say({ type: 'ended', sub: 1, failure: null })
  expect(log.get().state).toBe('ended')
  expect(wire().asked.at(-1)).toEqual({ type: 'unsubscribe', sub: 1 })
})

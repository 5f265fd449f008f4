import { ClientFrame, type Clock, type Failure, HEARTBEAT_MS, MAX_CLIENT_FRAME_BYTES, MAX_SUBSCRIPTIONS, type Outcome, streams } from '@binnacle/shared'
import * as z from 'zod'
import { frame } from './frame.ts'
import type { Hub } from './Hub.ts'
import { LogFeed } from './LogFeed.ts'
import { Outlet, type Peer } from './Outlet.ts'
import { TopicFeed } from './TopicFeed.ts'

export type SessionOptions = { readonly hub: Hub; readonly peer: Peer; readonly clock: Clock; readonly build: string }

/** WebSocket close codes (RFC 6455) for what a browser of ours never sends. */
const CLOSE_BINARY = 1003
const CLOSE_MALFORMED = 1008
const CLOSE_TOO_BIG = 1009

/** A log is private to its subscription: it has no shared stream. */
const NO_STREAM = 0

type Subscribe = Extract<ClientFrame, { type: 'subscribe' }>
type Held = { readonly type: 'topic'; readonly feed: TopicFeed; release(): void } | { readonly type: 'log'; readonly feed: LogFeed }

/**
 * One browser's socket, without the socket.
 *
 * Guarantees: `hello` is sent first and a heartbeat every `HEARTBEAT_MS`, whatever else happens; each subscribe is answered by `subscribed` (its snapshot
 * follows) or `refused`; what the browser sends is trusted in nothing: a frame that is not a ClientFrame closes the socket, anything wrong inside one
 * refuses that one subscription. After `closed` or a close of its own it holds nothing, sends nothing and ignores what comes.
 */
export class Session {
  readonly #options: SessionOptions
  readonly #outlet: Outlet
  readonly #held = new Map<number, Held>()
  #stopHeartbeat: () => void = () => undefined
  #ended = false

  constructor(options: SessionOptions) {
    this.#options = options
    const { peer, clock, build } = options
    this.#outlet = new Outlet(
      { send: (bytes) => peer.send(bytes), bufferedAmount: () => peer.bufferedAmount(), close: (code, reason) => this.#closedByOutlet(code, reason) },
      clock,
    )
    this.#outlet.send(frame({ type: 'hello', build, now: clock.now() }))
    this.#scheduleHeartbeat()
  }

  /** A text frame came. */
  receive(text: string): void {
    if (this.#ended) return
    if (Buffer.byteLength(text) > MAX_CLIENT_FRAME_BYTES) return this.#outlet.close(CLOSE_TOO_BIG, 'frame too big')
    const read = readFrame(text)
    if (!read) return this.#outlet.close(CLOSE_MALFORMED, 'malformed frame')
    this.#obey(read)
  }

  /** A binary frame came: the protocol has none, so the socket is closed. */
  receiveBinary(): void {
    this.#outlet.close(CLOSE_BINARY, 'text frames only')
  }

  /** The socket is gone, whoever closed it: everything held for it is released. Calling it twice does nothing. */
  closed(): void {
    if (this.#ended) return
    this.#ended = true
    this.#outlet.end()
    this.#stopHeartbeat()
    for (const sub of this.#held.keys()) this.#unsubscribe(sub)
  }

  #closedByOutlet(code: number, reason: string): void {
    this.closed()
    this.#options.peer.close(code, reason)
  }

  #obey(asked: ClientFrame): void {
    const held = this.#held.get(asked.sub)
    switch (asked.type) {
      case 'subscribe': {
        const failure = this.#subscribe(asked)
        if (failure) this.#outlet.send(frame({ type: 'refused', sub: asked.sub, failure }))
        return
      }
      case 'unsubscribe':
        return this.#unsubscribe(asked.sub)
      case 'resync':
        return held?.type === 'topic' ? held.feed.resync() : undefined
      case 'retry':
        return held?.type === 'topic' ? held.feed.topic.retry() : undefined
      default:
        return asked satisfies never
    }
  }

  #subscribe(asked: Subscribe): Failure | null {
    if (this.#held.has(asked.sub)) return { reason: 'AlreadyExists', code: 409, message: `subscription ${asked.sub} exists` }
    if (this.#held.size >= MAX_SUBSCRIPTIONS) return { reason: 'TooManyRequests', code: 429, message: `a page may watch ${MAX_SUBSCRIPTIONS} things at once` }
    const done = asked.topic === 'pods.logs' ? this.#followLog(asked) : this.#watchTopic(asked)
    return done.ok ? null : done.failure
  }

  #watchTopic(asked: Subscribe): Outcome<null> {
    const held = this.#options.hub.hold(asked)
    if (!held.ok) return held
    const { topic, release } = held.output
    const feed = new TopicFeed(topic, this.#outlet, this.#options.clock)
    this.#held.set(asked.sub, { type: 'topic', feed, release })
    this.#outlet.send(frame({ type: 'subscribed', sub: asked.sub, stream: topic.stream, epoch: topic.epoch }))
    feed.reset()
    return { ok: true, output: null }
  }

  #followLog(asked: Subscribe): Outcome<null> {
    const params = z.safeParse(streams['pods.logs'].params, asked.params)
    if (!params.success) return { ok: false, failure: { reason: 'Invalid', code: 422, message: z.prettifyError(params.error) } }
    const cluster = this.#options.hub.open(asked.context)
    if (!cluster.ok) return cluster
    this.#outlet.send(frame({ type: 'subscribed', sub: asked.sub, stream: NO_STREAM, epoch: NO_STREAM }))
    const to = { sub: asked.sub, outlet: this.#outlet, clock: this.#options.clock }
    this.#held.set(asked.sub, { type: 'log', feed: new LogFeed(to, cluster.output, params.data) })
    return { ok: true, output: null }
  }

  #unsubscribe(sub: number): void {
    const held = this.#held.get(sub)
    this.#held.delete(sub)
    held?.feed.close()
    if (held?.type === 'topic') held.release()
  }

  #scheduleHeartbeat(): void {
    const { clock } = this.#options
    this.#stopHeartbeat = clock.after(HEARTBEAT_MS, () => {
      const at = [...this.#held.values()].flatMap((held): [number, number, number][] =>
        held.type === 'topic' ? [[held.feed.topic.stream, held.feed.topic.epoch, held.feed.topic.seq]] : [],
      )
      this.#outlet.send(frame({ type: 'heartbeat', now: clock.now(), at }))
      this.#scheduleHeartbeat()
    })
  }
}

const readFrame = (text: string): ClientFrame | null => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = z.safeParse(ClientFrame, content)
  return parsed.success ? parsed.data : null
}

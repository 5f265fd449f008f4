import type { ClientFrame, ServerFrame } from '@binnacle/shared'
import type { Channel, Reaction } from './Channel.ts'
import type { StreamFrame } from './TopicReader.ts'

/** A subscribe that is not answered by the second heartbeat after it will not be: the connection is made again. */
const PATIENCE_HEARTBEATS = 2

type Subscribed = { readonly channel: Channel; stream: number | null; answered: boolean; heartbeats: number; resyncWait: number }

/**
 * Which channels are wanted, and under which number each is subscribed on the connection that is open.
 *
 * Guarantees: every wanted channel is subscribed once per connection, also when it was wanted before there was one; frames of subscriptions that were
 * given up are ignored; a gap is asked about at once and again as long as heartbeats say that it is still there.
 */
export class Subscriptions {
  readonly #send: (frame: ClientFrame) => boolean
  readonly #broken: () => void
  readonly #wanted = new Set<Channel>()
  readonly #bySub = new Map<number, Subscribed>()
  #lastSub = 0
  #paused = false

  constructor(send: (frame: ClientFrame) => boolean, broken: () => void) {
    this.#send = send
    this.#broken = broken
  }

  want(channel: Channel): void {
    this.#wanted.add(channel)
    this.#subscribe(channel)
  }

  letGo(channel: Channel): void {
    this.#wanted.delete(channel)
    this.#unsubscribe(channel)
  }

  /** A connection opened: everything wanted is asked for. Returns what that was. */
  opened(): ReadonlySet<Channel> {
    this.#lastSub = 0
    for (const channel of this.#wanted) this.#subscribe(channel)
    return new Set([...this.#bySub.values()].map(({ channel }) => channel))
  }

  lost(): void {
    const channels = [...this.#bySub.values()]
    this.#bySub.clear()
    for (const { channel } of channels) channel.lost()
  }

  /** While paused nothing is subscribed; what is wanted stays wanted. */
  pause(paused: boolean): void {
    if (paused === this.#paused) return
    this.#paused = paused
    for (const channel of this.#wanted) {
      if (paused) this.#unsubscribe(channel)
      else this.#subscribe(channel)
    }
  }

  linkChanged(): void {
    for (const channel of this.#wanted) channel.linkChanged()
  }

  ask(channel: Channel, type: 'resync' | 'retry'): void {
    for (const [sub, subscribed] of this.#bySub) if (subscribed.channel === channel) this.#send({ type, sub })
  }

  read(frame: ServerFrame): void {
    switch (frame.type) {
      case 'hello':
        return
      case 'heartbeat':
        return this.#heartbeat(frame.at)
      case 'subscribed':
      case 'refused':
      case 'lines':
      case 'ended':
        return this.#readPrivate(frame)
      case 'snapshot':
      case 'delta':
      case 'skipped':
      case 'status':
        return this.#readShared(frame)
      default:
        frame satisfies never
    }
  }

  #readShared(frame: StreamFrame): void {
    for (const [sub, subscribed] of this.#bySub) {
      if (subscribed.stream !== frame.stream) continue
      // What was asked for has come; a gap from here on is another one.
      if (frame.type === 'snapshot') subscribed.resyncWait = 0
      this.#react(sub, subscribed, subscribed.channel.read(frame))
    }
  }

  #readPrivate(frame: Extract<ServerFrame, { sub: number }>): void {
    const subscribed = this.#bySub.get(frame.sub)
    if (!subscribed) return
    // A doubled frame must not undo what was understood already.
    if (subscribed.answered && (frame.type === 'refused' || frame.type === 'subscribed')) return
    subscribed.answered = true
    if (frame.type === 'subscribed') subscribed.stream = frame.stream
    this.#react(frame.sub, subscribed, subscribed.channel.read(frame))
  }

  #heartbeat(at: readonly (readonly [number, number, number])[]): void {
    for (const [sub, subscribed] of this.#bySub) {
      if (!subscribed.answered && ++subscribed.heartbeats >= PATIENCE_HEARTBEATS) return this.#broken()
      const position = at.find(([stream]) => stream === subscribed.stream)
      if (!position) continue
      const reaction = subscribed.channel.stands(position[1], position[2])
      if (reaction === 'resync' && --subscribed.resyncWait > 0) continue
      subscribed.resyncWait = 0
      this.#react(sub, subscribed, reaction)
    }
  }

  #react(sub: number, subscribed: Subscribed, reaction: Reaction): void {
    if (reaction === 'broken') return this.#broken()
    if (reaction === 'fine' || subscribed.resyncWait > 0) return
    subscribed.resyncWait = PATIENCE_HEARTBEATS
    this.#send({ type: 'resync', sub })
  }

  #subscribe(channel: Channel): void {
    if (this.#paused) return
    const sub = this.#lastSub + 1
    if (!this.#send({ type: 'subscribe', sub, ...channel.request })) return
    this.#lastSub = sub
    this.#bySub.set(sub, { channel, stream: null, answered: false, heartbeats: 0, resyncWait: 0 })
    channel.asked()
  }

  #unsubscribe(channel: Channel): void {
    for (const [sub, subscribed] of this.#bySub) {
      if (subscribed.channel !== channel) continue
      this.#bySub.delete(sub)
      this.#send({ type: 'unsubscribe', sub })
      channel.lost()
    }
  }
}

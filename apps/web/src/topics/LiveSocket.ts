import { type StreamParams, type TopicName, type TopicParams, topicKey } from '@binnacle/shared'
import type { Channel } from './Channel.ts'
import { LinkWatch, type LinkWatchOptions } from './LinkWatch.ts'
import type { Live, LiveTopic, LogView, Observable } from './Live.ts'
import type { LinkView } from './PageState.ts'
import { Subscriptions } from './Subscriptions.ts'
import { WatchedLog } from './WatchedLog.ts'
import { type Surface, WatchedTopic } from './WatchedTopic.ts'

/** `schedule` runs something before the next painted frame. */
export type LiveSocketOptions = LinkWatchOptions & { schedule(run: () => void): void }

/**
 * Everything that one tab watches, over one WebSocket.
 *
 * Guarantees: a topic or log that is subscribed to here stays subscribed across lost links, sleep and a new BFF, until its listeners are gone; the same
 * (topic, context, params) is one subscription; no page claims `live` unless everything sent up to 8 s ago (or later) is shown. Whoever made it
 * must call `close`; nothing reconnects after that.
 */
export class LiveSocket implements Live {
  readonly link: Observable<LinkView>
  readonly #watch: LinkWatch
  readonly #subscriptions: Subscriptions
  readonly #surface: Surface
  readonly #topics = new Map<string, unknown>()
  readonly #logs = new Map<string, WatchedLog>()
  #everOpened = false
  #catchingUp: { readonly channels: Set<Channel>; changes: number } | null = null

  constructor(options: LiveSocketOptions) {
    this.#watch = new LinkWatch(options, {
      opened: () => this.#opened(),
      lost: () => this.#subscriptions.lost(),
      frame: (frame) => this.#subscriptions.read(frame),
      changed: () => this.#subscriptions.linkChanged(),
      asleep: (asleep) => this.#subscriptions.pause(asleep),
    })
    this.link = this.#watch
    this.#subscriptions = new Subscriptions(
      (frame) => this.#watch.send(frame),
      () => this.#watch.reconnect(),
    )
    this.#surface = {
      clock: options.clock,
      schedule: (run) => options.schedule(run),
      freshness: () => ({ freshness: this.#watch.freshness(), since: this.#watch.since }),
      want: (channel) => this.#subscriptions.want(channel),
      letGo: (channel) => this.#letGo(channel),
      ask: (channel, type) => this.#subscriptions.ask(channel, type),
      caughtUp: (channel, changes) => this.#caughtUp(channel, changes),
    }
    this.#watch.start()
  }

  serverNow(): number {
    return this.#watch.serverNow()
  }

  topic<N extends TopicName>(topic: N, context: string, params: TopicParams<N>): LiveTopic<N> {
    const key = topicKey(topic, context, params)
    // The key begins with the topic's name, so what was put there is of this topic.
    const known = this.#topics.get(key) as LiveTopic<N> | undefined
    if (known) return known
    const made = new WatchedTopic({ topic, context, params }, this.#surface, () => this.#topics.delete(key))
    this.#topics.set(key, made)
    return made
  }

  logs(context: string, params: StreamParams<'pods.logs'>, run = ''): Observable<LogView> {
    const key = topicKey('pods.logs', context, { ...params, run })
    const known = this.#logs.get(key)
    // Asked for again after its end, the container may have begun another run: that is another log.
    if (known && known.get().state !== 'ended') return known
    const made: WatchedLog = new WatchedLog(context, params, {
      surface: this.#surface,
      ended: () => {
        if (this.#logs.get(key) === made) this.#logs.delete(key)
      },
    })
    this.#logs.set(key, made)
    return made
  }

  connectNow(): void {
    this.#watch.connectNow()
  }

  close(): void {
    this.#watch.close()
  }

  #opened(): void {
    const asked = this.#subscriptions.opened()
    if (this.#everOpened) this.#catchingUp = { channels: new Set([...asked].filter((channel) => channel instanceof WatchedTopic)), changes: 0 }
    this.#everOpened = true
    this.#tellBack()
  }

  #letGo(channel: Channel): void {
    this.#subscriptions.letGo(channel)
    this.#caughtUp(channel, 0)
  }

  #caughtUp(channel: Channel, changes: number): void {
    if (!this.#catchingUp?.channels.delete(channel)) return
    this.#catchingUp.changes += changes
    this.#tellBack()
  }

  #tellBack(): void {
    if (!this.#catchingUp || this.#catchingUp.channels.size > 0) return
    this.#watch.cameBack(this.#catchingUp.changes)
    this.#catchingUp = null
  }
}

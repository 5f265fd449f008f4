import { type Clock, codecs, type Failure, type ServerFrame, type TopicName, type TopicParams, type TopicRow } from '@binnacle/shared'
import type { Channel, Reaction } from './Channel.ts'
import { Collection } from './Collection.ts'
import { Interest } from './Interest.ts'
import type { LiveTopic } from './Live.ts'
import type { Freshness, TopicView } from './PageState.ts'
import { TopicReader, type Verdict } from './TopicReader.ts'
import { topicView } from './topicView.ts'

/** What a channel needs of the socket it belongs to. */
export type Surface = {
  readonly clock: Clock
  schedule(run: () => void): void
  freshness(): { readonly freshness: Freshness; readonly since: number }
  want(channel: Channel): void
  letGo(channel: Channel): void
  ask(channel: Channel, type: 'resync' | 'retry'): void
  /** The channel is up to date after having been asked for; `changes`: how many rows that made different. */
  caughtUp(channel: Channel, changes: number): void
}

const REACTIONS: Record<Verdict, Reaction> = { fine: 'fine', gap: 'resync', malformed: 'broken' }

/**
 * One topic as the tab watches it: its rows, and what may be said about them.
 *
 * Guarantees: what the view says about rows becomes visible in the same flush as those rows; what it says about the link, at once. When nobody has wanted
 * it for the linger, the rows are forgotten.
 */
export class WatchedTopic<N extends TopicName> implements Channel, LiveTopic<N> {
  readonly request: { readonly topic: N; readonly context: string; readonly params: TopicParams<N> }
  readonly collection: Collection<TopicRow<N>>
  readonly #surface: Surface
  readonly #reader: TopicReader<TopicRow<N>>
  readonly #interest: Interest
  readonly #resyncs: ((changes: number) => void)[] = []
  #refused: Failure | null = null
  #flushed: { following: boolean; parts: TopicView['parts']; skipped: number; otherClusters: number; refused: Failure | null }
  #view: TopicView

  constructor(request: { topic: N; context: string; params: TopicParams<N> }, surface: Surface, ended: () => void) {
    this.request = request
    this.#surface = surface
    const codec = codecs[request.topic]
    const flushed = () => this.#flush()
    this.collection = new Collection<TopicRow<N>>(surface.schedule, flushed, (a, b) => codec.same(a, b))
    this.#reader = new TopicReader<TopicRow<N>>(codec, this.collection, (changes) => this.#completed(changes))
    this.#flushed = { following: false, parts: [], skipped: 0, otherClusters: 0, refused: null }
    this.#view = this.#claim()
    this.#interest = new Interest(surface.clock, {
      began: () => surface.want(this),
      ended: () => {
        surface.letGo(this)
        ended()
      },
    })
  }

  readonly get = (): TopicView => this.#view
  readonly subscribe = (listener: () => void): (() => void) => this.#interest.subscribe(listener)
  readonly retry = (): void => this.#surface.ask(this, 'retry')
  readonly resync = (): Promise<number> =>
    new Promise((resolve) => {
      this.#resyncs.push(resolve)
      this.#surface.ask(this, 'resync')
    })

  asked(): void {
    this.#refused = null
    this.#reader.begin()
  }

  lost(): void {
    this.#reader.begin()
  }

  linkChanged(): void {
    this.#publish()
  }

  read(frame: ServerFrame): Reaction {
    switch (frame.type) {
      case 'snapshot':
      case 'delta':
      case 'skipped':
      case 'status':
        return REACTIONS[this.#reader.read(frame)]
      case 'refused':
        this.#refused = frame.failure
        this.collection.requestFlush()
        this.#completed(0)
        return 'fine'
      default:
        return 'fine'
    }
  }

  stands(epoch: number, seq: number): Reaction {
    return REACTIONS[this.#reader.stands({ epoch, seq })]
  }

  #completed(changes: number): void {
    for (const resolve of this.#resyncs.splice(0)) resolve(changes)
    this.#surface.caughtUp(this, changes)
  }

  #flush(): void {
    const { following, parts, skipped, otherClusters } = this.#reader
    this.#flushed = { following, parts, skipped, otherClusters, refused: this.#refused }
    this.#publish()
  }

  #publish(): void {
    const view = this.#claim()
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return
    this.#view = view
    this.#interest.tell()
  }

  #claim(): TopicView {
    // Worse news counts before its rows are painted, better news only with them.
    const following = this.#flushed.following && this.#reader.following
    return topicView({ ...this.#flushed, following, heard: this.#flushed.parts.length > 0, ...this.#surface.freshness() })
  }
}

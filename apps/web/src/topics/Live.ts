import type { Failure, LogLine, StreamParams, TopicName, TopicParams, TopicRow } from '@binnacle/shared'
import type { Collection } from './Collection.ts'
import type { LinkView, TopicView } from './PageState.ts'

/** A value that changes and says so; `get` gives the same object until it changed. */
export type Observable<Value> = {
  get(): Value
  subscribe(listener: () => void): () => void
}

/**
 * One topic of one context with its rows, shared by everything in the tab that asks for it. It is watched while someone subscribes (to it, not to its
 * collection) and for a short linger after the last one left. `resync` asks for everything again and gives the number of rows that this changed.
 */
export type LiveTopic<N extends TopicName> = Observable<TopicView> & {
  readonly collection: Collection<TopicRow<N>>
  resync(): Promise<number>
  retry(): void
}

/** The newest lines of one container. `dropped`: lines that came faster than this browser could take. `gap`: some may be missing from a time without a link. */
export type LogView = {
  readonly state: 'connecting' | 'following' | 'ended' | 'lost'
  readonly failure: Failure | null
  readonly lines: readonly LogLine[]
  readonly dropped: number
  readonly gap: boolean
}

/** What pages need of the live socket; `LiveSocket` is the real one, `TestLive` the one for tests of pages. */
export type Live = {
  readonly link: Observable<LinkView>
  /** The server's clock, ms since 1970: the only "now" that ages may be counted from. */
  serverNow(): number
  topic<N extends TopicName>(topic: N, context: string, params: TopicParams<N>): LiveTopic<N>
  /** `run` tells apart what the parameters cannot: a container that was started again has another log. */
  logs(context: string, params: StreamParams<'pods.logs'>, run?: string): Observable<LogView>
  /** Connects now instead of when the back-off says, also after signing in. */
  connectNow(): void
}

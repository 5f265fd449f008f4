import { type ScopePart, type StreamParams, type TopicName, type TopicParams, type TopicRow, topicKey } from '@binnacle/shared'
import { Collection } from './Collection.ts'
import type { Live, LiveTopic, LogView, Observable } from './Live.ts'
import type { LinkView, PageState, TopicView } from './PageState.ts'

type TestTopic<Row extends { uid: string; namespace: string; name: string; created: number }> = {
  readonly collection: Collection<Row>
  readonly view: TestValue<TopicView>
  asked: { resync: number; retry: number }
}

/** A `Live` for tests of pages: what the cluster says is said by the test, and every row paints at once. */
export class TestLive implements Live {
  readonly link = new TestValue<LinkView>({ link: { state: 'open' }, freshness: 'live', heardAt: 0, outdated: false, back: null })
  now = 1_700_000_000_000
  connects = 0
  readonly #topics = new Map<string, unknown>()
  readonly #logs = new Map<string, TestValue<LogView>>()

  serverNow(): number {
    return this.now
  }

  connectNow(): void {
    this.connects++
  }

  topic<N extends TopicName>(topic: N, context: string, params: TopicParams<N>): LiveTopic<N> {
    const { collection, view, asked } = this.#entry(topic, context, params)
    return {
      collection,
      get: view.get,
      subscribe: view.subscribe,
      resync: () => {
        asked.resync++
        return Promise.resolve(0)
      },
      retry: () => {
        asked.retry++
      },
    }
  }

  logs(context: string, params: StreamParams<'pods.logs'>, run = ''): Observable<LogView> {
    return this.logValue(context, params, run)
  }

  /** Sets and removes rows of a topic; the state becomes live unless one is given. */
  say<N extends TopicName>(
    at: { topic: N; context: string; params: TopicParams<N> },
    what: { set?: TopicRow<N>[]; removed?: string[]; state?: PageState; parts?: ScopePart[]; hidden?: ScopePart[]; skipped?: number; otherClusters?: number },
  ): void {
    const { collection, view } = this.#entry(at.topic, at.context, at.params)
    for (const row of what.set ?? []) collection.set(row)
    for (const uid of what.removed ?? []) collection.remove(uid)
    collection.flush()
    view.set({
      state: what.state ?? { state: 'live' },
      parts: what.parts ?? [],
      hidden: what.hidden ?? [],
      skipped: what.skipped ?? 0,
      otherClusters: what.otherClusters ?? 0,
    })
  }

  /** How often the page asked for a resync or a retry of a topic. */
  asked<N extends TopicName>(topic: N, context: string, params: TopicParams<N>): { resync: number; retry: number } {
    return this.#entry(topic, context, params).asked
  }

  logValue(context: string, params: StreamParams<'pods.logs'>, run = ''): TestValue<LogView> {
    const key = topicKey('pods.logs', context, { ...params, run })
    const value = this.#logs.get(key) ?? new TestValue<LogView>({ state: 'connecting', failure: null, lines: [], dropped: 0, gap: false })
    this.#logs.set(key, value)
    return value
  }

  #entry<N extends TopicName>(topic: N, context: string, params: TopicParams<N>): TestTopic<TopicRow<N>> {
    const key = topicKey(topic, context, params)
    const known = this.#topics.get(key)
    // The key begins with the topic's name, so what was put there is of this topic.
    if (known) return known as TestTopic<TopicRow<N>>
    const made: TestTopic<TopicRow<N>> = {
      collection: new Collection<TopicRow<N>>(() => undefined),
      view: new TestValue<TopicView>({ state: { state: 'first paint' }, parts: [], hidden: [], skipped: 0, otherClusters: 0 }),
      asked: { resync: 0, retry: 0 },
    }
    this.#topics.set(key, made)
    return made
  }
}

/** A value that a test sets. */
export class TestValue<Value> implements Observable<Value> {
  #value: Value
  readonly #listeners = new Set<() => void>()

  constructor(value: Value) {
    this.#value = value
  }

  readonly get = (): Value => this.#value

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  set(value: Value): void {
    this.#value = value
    for (const listener of new Set(this.#listeners)) listener()
  }
}

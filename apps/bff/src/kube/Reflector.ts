import type { Clock, Failure, ObjectRow, Outcome } from '@binnacle/shared'
import { HEALTHY_MS } from './Backoff.ts'
import type { ClusterClient } from './ClusterClient.ts'
import { Freshness } from './Freshness.ts'
import { isVersionTooLarge, notKubernetes } from './failure.ts'
import { isAnotherCluster } from './isAnotherCluster.ts'
import { type KubePath, kubePath } from './kubePath.ts'
import type { Liveness } from './Liveness.ts'
import { listRows } from './listRows.ts'
import { Nap } from './Nap.ts'
import type { Permits } from './Permits.ts'
import { type Next, Recovery } from './Recovery.ts'
import type { Query } from './request.ts'
import { type RowDecoders, rowDecoders } from './rowDecoders.ts'
import type { RowKind, Scope } from './Source.ts'
import { Store } from './Store.ts'
import { type WatchEnd, watchRows } from './watchRows.ts'

/** Lists of one Reflector do not follow each other faster, whatever the server answers. */
const LIST_EVERY_MS = 1_000
/** After an outage the watches come back spread over this. */
const SPREAD_MS = 1_000

/** What the Reflectors of one cluster share. */
export type Surroundings = {
  readonly client: ClusterClient
  readonly liveness: Liveness
  readonly clock: Clock
  readonly random: () => number
  readonly lists: Permits
}

/** How a list or watch ended: what follows, and what went wrong. Null: all is well, go on at once. */
type Step = { readonly failure: Failure | null; readonly next: Next } | null

/**
 * Keeps one Store equal to one resource in one scope: list, watch, go on from the last version, list again where that cannot be.
 *
 * Guarantees: an event is applied in the order of its stream or the stream is given up and the list made anew; none is skipped. `live` is said only after a complete list
 * and no longer than 4 s after the watch was lost; during an outage the state is `stale` and the rows stay. Rows leave by a DELETED event, by a list that does not have
 * them, when access is refused, or when the cluster is another one. Failures back off (0.5 s doubling to 30 s, full jitter; Retry-After counts), and while the cluster is
 * unreachable nothing is asked. Whoever starts it calls `stop`; after that the Store does not change any more.
 */
export class Reflector<Row extends ObjectRow> {
  readonly store: Store<Row>
  readonly #with: Surroundings
  readonly #decoders: RowDecoders<Row>
  readonly #path: Outcome<KubePath>
  readonly #query: Query
  /** Do this resource's versions count the same store as kube-system's? Events and aggregated APIs may have their own. */
  readonly #mainVersions: boolean
  readonly #freshness: Freshness<Row>
  readonly #recovery: Recovery
  readonly #nap: Nap
  /** Where to go on from; null: a list is needed. */
  #version: string | null = null
  #lastSeen: string | null = null
  #round = 0
  #epoch: number
  #listedAt = Number.NEGATIVE_INFINITY
  #step = new AbortController()
  #stopped = false
  #unsubscribe = () => {}

  constructor(kind: RowKind<Row>, scope: Scope, surroundings: Surroundings) {
    this.#with = surroundings
    this.#epoch = surroundings.liveness.epoch
    this.store = new Store(this.#epoch)
    this.#decoders = rowDecoders(kind)
    this.#path = kubePath({ group: kind.group, version: kind.version, resource: kind.resource, namespace: scope.namespace })
    this.#query = { fieldSelector: scope.fieldSelector, labelSelector: scope.labelSelector }
    this.#mainVersions = kind.group === '' && kind.resource !== 'events'
    this.#freshness = new Freshness(this.store, surroundings.clock)
    this.#recovery = new Recovery(surroundings.random)
    this.#nap = new Nap(surroundings.clock)
  }

  start(): void {
    this.#unsubscribe = this.#with.liveness.subscribe(() => this.#onLiveness())
    this.#onLiveness()
    void this.#run()
  }

  stop(): void {
    this.#stopped = true
    this.#unsubscribe()
    this.#freshness.stop()
    this.#step.abort()
    this.#nap.wake()
  }

  /** Tries again now what is forbidden, gone or failing. */
  retry(): void {
    const { liveness } = this.#with
    if (liveness.health.state !== 'reachable') liveness.retry()
    this.#recovery.forget()
    this.#nap.wake()
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#admitted()
      if (this.#stopped) return
      const { signal } = (this.#step = new AbortController())
      const step = this.#version === null ? await this.#list(signal) : await this.#watch(this.#version, signal)
      if (this.#stopped) return
      // What was interrupted (an outage, another cluster) says nothing of its own.
      if (signal.aborted) this.#freshness.lost(null)
      else if (step) await this.#goOn(step)
    }
  }

  async #admitted(): Promise<void> {
    const { liveness, random } = this.#with
    const wasOut = liveness.health.state === 'unreachable'
    await liveness.settled()
    if (wasOut && !this.#stopped) await this.#nap.sleep(random() * SPREAD_MS)
    if (wasOut) await liveness.settled()
    // Where the cluster cannot be told by its uid, only a list shows whether it is still the same one.
    if (liveness.uid === null && this.#round !== liveness.round) this.#version = null
    this.#round = liveness.round
  }

  #onLiveness(): void {
    const { liveness } = this.#with
    if (this.#epoch !== liveness.epoch) {
      this.#epoch = liveness.epoch
      this.#version = null
      this.#lastSeen = null
      this.#step.abort()
      this.#nap.wake()
      this.store.drop(this.#epoch)
    }
    const { health } = liveness
    if (health.state !== 'unreachable') return
    this.#step.abort()
    // From here on the probe does the waiting.
    this.#recovery.forget()
    this.#nap.wake()
    this.#freshness.outage(health.since, health.failure)
  }

  async #list(signal: AbortSignal): Promise<Step> {
    const { clock, lists } = this.#with
    const early = this.#listedAt + LIST_EVERY_MS - clock.now()
    if (early > 0) await this.#nap.sleep(early)
    const giveBack = await lists.take()
    if (!signal.aborted) this.#listedAt = clock.now()
    const step = signal.aborted ? null : await this.#listNow(signal)
    giveBack()
    return step
  }

  async #listNow(signal: AbortSignal): Promise<Step> {
    const { client, liveness } = this.#with
    const { rows: held } = this.store
    const first = held.size === 0
    const rows = new Map<string, Row>()
    const end = await listRows({
      client,
      path: this.#path,
      query: this.#query,
      decoders: this.#decoders,
      signal,
      paged: this.#recovery.paged,
      onOpen: () => {
        if (!signal.aborted) this.store.setState({ state: 'catching up' })
      },
      onRow: (row) => {
        if (!first) rows.set(row.uid, row)
        else if (!signal.aborted) this.store.set(row)
      },
    })
    if (signal.aborted) return null
    if (!end.ok) {
      if (isVersionTooLarge(end.failure)) liveness.replaced()
      return { failure: end.failure, next: this.#recovery.afterList(end.failure, end.retryAfterMs) }
    }
    if (isAnotherCluster({ version: end.version, lastSeen: this.#lastSeen, known: liveness.uid !== null, held, listed: first ? held : rows })) {
      liveness.replaced()
      return null
    }
    this.#advance(end.version)
    this.#recovery.listed()
    // The rows of a first list were told one by one already.
    if (!first) this.store.replace(rows, { state: 'live' })
    this.#freshness.found()
    return null
  }

  async #watch(version: string, signal: AbortSignal): Promise<Step> {
    const { client, clock, random } = this.#with
    const from = clock.now()
    const end = await watchRows({
      client,
      clock,
      random,
      path: this.#path,
      query: this.#query,
      decoders: this.#decoders,
      version,
      signal,
      onOpen: () => {
        this.#recovery.opened()
        if (!signal.aborted) this.#freshness.opened(signal)
      },
      onEvent: (event) => {
        if (signal.aborted) return
        this.#recovery.heard()
        if (event.type === 'set') this.store.set(event.row)
        else if (event.type === 'removed') this.store.remove(event.uid)
        this.#advance(event.version)
        this.#freshness.heard()
      },
    })
    if (clock.now() - from >= HEALTHY_MS) this.#recovery.forget()
    return { failure: failureIn(end), next: this.#recovery.afterWatch(end) }
  }

  async #goOn({ failure, next }: NonNullable<Step>): Promise<void> {
    this.#freshness.lost(failure)
    if (next.listAnew) this.#version = null
    if (next.soon) this.#listedAt = Number.NEGATIVE_INFINITY
    if (next.suspect) this.#with.liveness.suspect()
    if (next.say === 'stale') this.#freshness.stale()
    if (next.say === 'refused' && failure) this.#refuse(failure)
    if (next.waitMs > 0) await this.#nap.sleep(next.waitMs)
  }

  #refuse(failure: Failure): void {
    this.#freshness.stop()
    const state = failure.code === 403 ? 'forbidden' : 'gone'
    if (this.store.state.state !== state || this.store.rows.size > 0) this.store.replace(new Map(), { state, failure })
  }

  #advance(version: string): void {
    this.#version = version
    this.#lastSeen = version
    if (this.#mainVersions) this.#with.liveness.saw(version)
  }
}

function failureIn(end: WatchEnd): Failure | null {
  if (end.type === 'broken') return notKubernetes(end.what)
  return end.type === 'ended' ? null : end.failure
}

import type { Clock, Failure, ObjectRow, Outcome } from '@binnacle/shared'
import { Backoff, HEALTHY_MS } from './Backoff.ts'
import type { ClusterClient } from './ClusterClient.ts'
import { Freshness } from './Freshness.ts'
import { isVersionTooLarge, notKubernetes } from './failure.ts'
import { isAnotherCluster } from './isAnotherCluster.ts'
import { type KubePath, kubePath } from './kubePath.ts'
import type { Liveness } from './Liveness.ts'
import { type ListEnd, listRows } from './listRows.ts'
import { Nap } from './Nap.ts'
import type { Permits } from './Permits.ts'
import { jsonRowDecoder, type RowDecoder } from './RowDecoder.ts'
import type { Query } from './request.ts'
import type { RowKind, Scope } from './Source.ts'
import { Store } from './Store.ts'
import { type WatchEnd, watchRows } from './watchRows.ts'

/** What is forbidden or gone is asked for again this often. */
const REFUSED_RETRY_MS = 30_000
/** Lists of one Reflector do not follow each other faster, whatever the server answers. */
const LIST_EVERY_MS = 1_000
/** After an outage the watches come back spread over this. */
const SPREAD_MS = 1_000
/** A stream that could not be read is replaced within this. */
const BROKEN_RETRY_MS = 1_000
/** So many failures in a row, and the list is tried in pages; so many errors in watches, and the list is made anew. */
const FAILED_LISTS = 2
const FAILED_WATCHES = 5
const SHORT_WATCHES = 2

/** What the Reflectors of one cluster share. */
export type Surroundings = {
  readonly client: ClusterClient
  readonly liveness: Liveness
  readonly clock: Clock
  readonly random: () => number
  readonly lists: Permits
}

type Step = { readonly type: 'listed' } | { readonly type: 'interrupted' } | WatchEnd

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
  readonly #decoder: RowDecoder<Row>
  readonly #path: Outcome<KubePath>
  readonly #query: Query
  /** Do this resource's versions count the same store as kube-system's? Events and aggregated APIs may have their own. */
  readonly #mainVersions: boolean
  readonly #freshness: Freshness<Row>
  readonly #backoff: Backoff
  readonly #nap: Nap
  /** Where to go on from; null: a list is needed. */
  #version: string | null = null
  #lastSeen: string | null = null
  #round = 0
  #epoch: number
  #listedAt = Number.NEGATIVE_INFINITY
  #step = new AbortController()
  #shortWatches = 0
  #expiries = 0
  #failedLists = 0
  #failedWatches = 0
  #confirmed = false
  #stopped = false
  #unsubscribe = () => {}

  constructor(kind: RowKind<Row>, scope: Scope, surroundings: Surroundings) {
    this.#with = surroundings
    this.#epoch = surroundings.liveness.epoch
    this.store = new Store(this.#epoch)
    this.#decoder = jsonRowDecoder(kind)
    this.#path = kubePath({ group: kind.group, version: kind.version, resource: kind.resource, namespace: scope.namespace })
    this.#query = { fieldSelector: scope.fieldSelector }
    this.#mainVersions = kind.group === '' && kind.resource !== 'events'
    this.#freshness = new Freshness(this.store, surroundings.clock)
    this.#backoff = new Backoff(surroundings.random)
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
    this.#backoff.reset()
    this.#nap.wake()
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#admitted()
      if (this.#stopped) return
      this.#step = new AbortController()
      const step = this.#version === null ? await this.#list(this.#step.signal) : await this.#watch(this.#version, this.#step.signal)
      if (this.#stopped) return
      if (step.type === 'listed') continue
      this.#freshness.lost(failureIn(step))
      if (step.type !== 'interrupted') await this.#recover(step)
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
    this.#freshness.outage(health.since, health.failure)
  }

  async #list(signal: AbortSignal): Promise<Step> {
    const { clock, lists, client, liveness } = this.#with
    const early = this.#listedAt + LIST_EVERY_MS - clock.now()
    if (early > 0) await this.#nap.sleep(early)
    const giveBack = await lists.take()
    try {
      if (signal.aborted) return { type: 'interrupted' }
      this.#listedAt = clock.now()
      const first = this.store.rows.size === 0
      const rows = new Map<string, Row>()
      const onRow = (row: Row) => {
        if (!first) rows.set(row.uid, row)
        else if (!signal.aborted) this.store.set(row)
      }
      const onOpen = () => {
        if (!signal.aborted) this.store.setState({ state: 'catching up' })
      }
      const paged = this.#failedLists >= FAILED_LISTS
      const end = await listRows({ client, path: this.#path, query: this.#query, decoder: this.#decoder, signal, paged, onOpen, onRow })
      if (signal.aborted) return { type: 'interrupted' }
      if (!end.ok) return this.#failedList(end)
      const { rows: held } = this.store
      if (isAnotherCluster({ version: end.version, lastSeen: this.#lastSeen, known: liveness.uid !== null, held, listed: first ? held : rows })) {
        liveness.replaced()
        return { type: 'interrupted' }
      }
      this.#listed(end.version, rows, first)
      return { type: 'listed' }
    } finally {
      giveBack()
    }
  }

  #failedList(end: Extract<ListEnd, { ok: false }>): Step {
    const { failure } = end
    if (isVersionTooLarge(failure)) this.#with.liveness.replaced()
    const ofThisList = failure.code === 0 || failure.code >= 500
    this.#failedLists = ofThisList ? this.#failedLists + 1 : 0
    return { type: 'failed', failure, retryAfterMs: end.retryAfterMs }
  }

  #listed(version: string, rows: Map<string, Row>, first: boolean): void {
    this.#advance(version)
    this.#failedLists = 0
    this.#failedWatches = 0
    this.#confirmed = false
    // The rows of a first list were told one by one already.
    if (!first) this.store.replace(rows, { state: 'live' })
    this.#freshness.found()
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
      decoder: this.#decoder,
      version,
      signal,
      onOpen: () => {
        this.#confirmed = false
        if (!signal.aborted) this.#freshness.opened(signal)
      },
      onEvent: (event) => {
        if (signal.aborted) return
        this.#failedWatches = 0
        this.#expiries = 0
        if (event.type === 'set') this.store.set(event.row)
        else if (event.type === 'removed') this.store.remove(event.uid)
        this.#advance(event.version)
        this.#freshness.heard()
      },
    })
    if (clock.now() - from >= HEALTHY_MS) {
      this.#backoff.reset()
      this.#expiries = 0
    }
    return signal.aborted ? { type: 'interrupted' } : end
  }

  /** Decides how to go on after something ended, and waits as long as that asks for. */
  async #recover(end: WatchEnd): Promise<void> {
    if (end.type === 'ended') {
      this.#shortWatches = end.short ? this.#shortWatches + 1 : 0
      if (this.#shortWatches >= SHORT_WATCHES) this.#listAnew()
      return end.short ? this.#nap.sleep(this.#backoff.next()) : undefined
    }
    if (end.type === 'broken') {
      this.#listAnew()
      return this.#nap.sleep(Math.min(this.#backoff.next(), BROKEN_RETRY_MS))
    }
    if (end.type === 'expired') {
      this.#listAnew()
      // Once is ordinary; only when lists and watches disagree again and again there is something to wait for.
      if (this.#expiries++ === 0) return
    } else if (end.type === 'failed' && isRefusal(end.failure)) return this.#refused(end.failure)
    else if (++this.#failedWatches >= FAILED_WATCHES) this.#listAnew()
    if (end.failure.code === 0 || end.failure.code === 401) this.#with.liveness.suspect()
    const asked = end.type === 'failed' ? end.retryAfterMs : null
    if (this.#version === null && end.type !== 'expired') this.#freshness.stale()
    await this.#nap.sleep(asked ?? this.#backoff.next())
  }

  /** 403 and 404 are the cluster's word only when it is ready: a starting apiserver says them to everybody. */
  async #refused(failure: Failure): Promise<void> {
    if (!this.#confirmed) {
      this.#confirmed = true
      this.#with.liveness.suspect()
      this.#listedAt = Number.NEGATIVE_INFINITY
      return
    }
    this.#confirmed = false
    this.#listAnew()
    this.#freshness.stop()
    const state = failure.code === 403 ? 'forbidden' : 'gone'
    if (this.store.state.state !== state || this.store.rows.size > 0) this.store.replace(new Map(), { state, failure })
    await this.#nap.sleep(REFUSED_RETRY_MS)
  }

  #advance(version: string): void {
    this.#version = version
    this.#lastSeen = version
    if (this.#mainVersions) this.#with.liveness.saw(version)
  }

  #listAnew(): void {
    this.#version = null
    this.#shortWatches = 0
    this.#failedWatches = 0
  }
}

function failureIn(end: Step): Failure | null {
  if (end.type === 'broken') return notKubernetes(end.what)
  return 'failure' in end ? end.failure : null
}

function isRefusal(failure: Failure): boolean {
  return (failure.code === 403 && failure.reason === 'Forbidden') || (failure.code === 404 && failure.reason === 'NotFound')
}

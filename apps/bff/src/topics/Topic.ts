import type { Clock, Numbered, ObjectRow, RowCodec, ScopePart, ServerFrame } from '@binnacle/shared'
import type { Informers, Notice, RowKind, Scope, Watched } from '../kube/Source.ts'
import { frame } from './frame.ts'
import type { LiveCluster } from './LiveCluster.ts'
import type { AnyLookup, LookupChange } from './Lookup.ts'
import { Part, type PartDelta } from './Part.ts'

/** After a change went out, the next ones are collected for this long (ms): about one frame of a screen. */
export const WINDOW_MS = 16
/** The same above `BUSY_PER_SECOND` changes: costs 40 ms of delay, saves most of the fan-out. */
export const BUSY_WINDOW_MS = 100
export const BUSY_PER_SECOND = 2_000
/** Rows in one chunk of a snapshot: paints early, and the browser stays responsive while it reads. */
export const SNAPSHOT_CHUNK_ROWS = 2_000
/** New events that may wait for one flush; above it the oldest are counted as skipped. */
export const MAX_WAITING_EVENTS = 5_000

/**
 * Where a topic's rows come from. `keep` narrows a scope. `among` narrows it by the rows of another Source: kept are those whose `by` is the uid of a row
 * that the lookup accepts, and the topic is no more live than that Source. `mayDrop`: new rows may be left out under overflow, with an explicit count.
 */
export type TopicPlan<Row extends ObjectRow> = Origin<Row> & {
  readonly scopes: readonly Scope[]
  readonly keep?: (row: Row) => boolean
  readonly among?: {
    readonly by: (row: Row) => string | null
    readonly open: (informers: Informers, changed: (change: LookupChange) => void) => AnyLookup
  }
  readonly mayDrop?: boolean
}

/** A resource that is watched, or rows that Binnacle makes itself, with the same guarantees. */
type Origin<Row extends ObjectRow> =
  | { readonly kind: RowKind<Row>; readonly offered?: never }
  | { readonly offered: (cluster: LiveCluster, scope: Scope) => Watched<Row>; readonly kind?: never }

/** One socket's interest in a topic. `reset`: what it has is of another cluster, it needs the snapshot. */
export type Subscriber = { frame(bytes: Uint8Array): void; reset(): void }

/** A topic as the hub and the sessions hold it, whatever its rows are. */
export type SharedTopic = Pick<Topic<ObjectRow>, 'stream' | 'epoch' | 'seq' | 'snapshot' | 'join' | 'retry' | 'close'>

export type TopicOptions<Row extends ObjectRow> = {
  readonly stream: number
  readonly plan: TopicPlan<Row>
  readonly codec: RowCodec<Row>
  readonly cluster: LiveCluster
  readonly clock: Clock
  readonly chunkRows: number
}

/**
 * The rows of one or more Sources as numbered frames, shared by every subscriber.
 *
 * Guarantees: whoever applies the snapshot of seq n and then every frame from n + 1 on holds exactly what the sources had at the last flush; frames are
 * encoded once; per uid only the newest state of a window is sent, the first change at once; a change that alters nothing in the row is not sent; a
 * relist sends what differs; another cluster means a new epoch and a fresh snapshot. `live` is told only after the rows that it speaks of, anything worse before the rows change for it.
 * A late subscriber gets the snapshot of what the others were sent. Whoever made the topic must call `close`.
 */
export class Topic<Row extends ObjectRow> {
  readonly stream: number
  readonly #options: TopicOptions<Row>
  readonly #parts: readonly Part<Row>[]
  readonly #lookup: AnyLookup | null
  readonly #subscribers = new Set<Subscriber>()
  readonly #stop: (() => void)[] = []
  #epoch = 1
  #seq = 0
  #lastId = 0
  #told: readonly ScopePart[]
  #snapshot: readonly Uint8Array[] | null = null
  #endWindow: (() => void) | null = null
  #windowMs = WINDOW_MS
  #inWindow = 0
  #skipped = 0

  constructor(options: TopicOptions<Row>) {
    this.#options = options
    this.stream = options.stream
    const { plan, codec, cluster } = options
    const lookup = plan.among?.open(cluster.informers, (change) => this.#lookedUp(change)) ?? null
    const among = plan.among && lookup ? { lookup, by: plan.among.by } : null
    this.#lookup = lookup
    if (lookup) this.#stop.push(() => lookup.close())
    this.#parts = plan.scopes.map((scope) => {
      const watched = plan.kind ? cluster.informers.acquire(plan.kind, scope) : plan.offered(cluster, scope)
      this.#stop.push(() => watched.release())
      return new Part({ scope, watched, codec, keep: plan.keep ?? all, among, nextId: () => ++this.#lastId })
    })
    for (const part of this.#parts) this.#stop.unshift(part.source.subscribe((notice) => this.#noticed(part, notice)))
    this.#stop.unshift(cluster.subscribe(() => this.#tellStates()))
    this.#told = this.#states()
  }

  get epoch(): number {
    return this.#epoch
  }

  get seq(): number {
    return this.#seq
  }

  /** From now on the subscriber gets every frame. It must ask for the snapshot first. Returns what ends that. */
  join(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

  /** Everything that was sent so far, ordered by namespace and name, as the frames of one snapshot. The same bytes until something is sent. */
  snapshot(): readonly Uint8Array[] {
    this.#snapshot ??= this.#encodeSnapshot()
    return this.#snapshot
  }

  retry(): void {
    this.#lookup?.retry()
    for (const part of this.#parts) part.retry()
  }

  close(): void {
    this.#endWindow?.()
    this.#endWindow = null
    this.#subscribers.clear()
    for (const stop of this.#stop.splice(0)) stop()
  }

  #noticed(part: Part<Row>, notice: Notice<Row>): void {
    const marked = part.mark(notice)
    if (marked === 'reset') return this.#reset()
    this.#inWindow += marked
    if (this.#options.plan.mayDrop && notice.type === 'set' && part.source.state.state === 'live') this.#dropOverflow(part)
    this.#tell(marked, part.source.state.state !== 'live')
  }

  #lookedUp({ uids, reset }: LookupChange): void {
    let marked = 0
    for (const part of this.#parts) marked += part.markBy(uids)
    if (reset) return this.#reset()
    this.#inWindow += marked
    this.#tell(marked, this.#lookup?.state.state !== 'live')
  }

  /** Bad news goes before the rows that it explains, good news after those that it speaks of. */
  #tell(marked: number, bad: boolean): void {
    if (bad) this.#tellStates()
    if (marked > 0 && !this.#endWindow) {
      this.#flush()
      this.#openWindow()
    }
    this.#tellStates()
  }

  #dropOverflow(part: Part<Row>): void {
    if (part.waiting > MAX_WAITING_EVENTS && part.dropOldest()) this.#skipped++
  }

  #openWindow(): void {
    this.#endWindow = this.#options.clock.after(this.#windowMs, () => {
      this.#endWindow = null
      const busy = this.#inWindow > (BUSY_PER_SECOND * this.#windowMs) / 1000
      this.#windowMs = busy ? BUSY_WINDOW_MS : WINDOW_MS
      this.#inWindow = 0
      if (this.#flush()) this.#openWindow()
    })
  }

  /** Sends what waits. False when nothing waited. */
  #flush(): boolean {
    if (this.#skipped > 0) {
      this.#send({ type: 'skipped', ...this.#nextPosition(), count: this.#skipped })
      this.#skipped = 0
    }
    if (this.#parts.every((part) => part.waiting === 0)) return false
    const delta: PartDelta<Row> = { add: [], set: [], del: [] }
    for (const part of this.#parts) part.take(delta)
    const { add, set, del } = delta
    if (add.length + set.length + del.length === 0) return true
    this.#send({
      type: 'delta',
      ...this.#nextPosition(),
      ...(add.length > 0 && { add: this.#options.codec.columns(add) }),
      ...(set.length > 0 && { set }),
      ...(del.length > 0 && { del }),
    })
    return true
  }

  #tellStates(): void {
    const states = this.#states()
    if (states.every(({ scope }, index) => scope === this.#told[index]?.scope) || JSON.stringify(states) === JSON.stringify(this.#told)) return
    if (states.some(({ scope }, index) => scope.state === 'live' && this.#told[index]?.scope.state !== 'live')) this.#flush()
    this.#told = states
    this.#send({ type: 'status', ...this.#nextPosition(), parts: [...states] })
  }

  #states(): readonly ScopePart[] {
    return this.#parts.map((part) => ({ namespace: part.namespace, scope: part.state(this.#options.cluster.health) }))
  }

  #reset(): void {
    this.#epoch++
    this.#seq++
    this.#skipped = 0
    this.#told = this.#states()
    this.#snapshot = null
    for (const part of this.#parts) part.take({ add: [], set: [], del: [] })
    for (const subscriber of this.#subscribers) subscriber.reset()
  }

  #nextPosition(): { stream: number; epoch: number; seq: number } {
    return { stream: this.stream, epoch: this.#epoch, seq: ++this.#seq }
  }

  #send(content: ServerFrame): void {
    this.#snapshot = null
    const bytes = frame(content)
    for (const subscriber of this.#subscribers) subscriber.frame(bytes)
  }

  #encodeSnapshot(): readonly Uint8Array[] {
    const rows = this.#parts.flatMap((part) => [...part.sent.values()]).sort(byNamespaceAndName)
    const { chunkRows, codec } = this.#options
    const chunks: Uint8Array[] = []
    do {
      const from = chunks.length * chunkRows
      const position = { stream: this.stream, epoch: this.#epoch, seq: this.#seq, chunk: chunks.length, last: from + chunkRows >= rows.length }
      chunks.push(frame({ type: 'snapshot', ...position, parts: [...this.#told], rows: codec.columns(rows.slice(from, from + chunkRows)) }))
    } while (chunks.length * chunkRows < rows.length)
    return chunks
  }
}

const all = (): boolean => true

const byNamespaceAndName = (a: Numbered<ObjectRow>, b: Numbered<ObjectRow>): number =>
  order(a.row.namespace, b.row.namespace) || order(a.row.name, b.row.name) || a.id - b.id

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

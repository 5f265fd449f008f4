import type { Numbered, ObjectRow, RowCodec, ScopeState } from '@binnacle/shared'
import type { ClusterHealth, Notice, Scope, Source, Watched } from '../kube/Source.ts'
import type { AnyLookup } from './Lookup.ts'
import { worse } from './worse.ts'

/** What a flush has to tell about one part. */
export type PartDelta<Row> = { readonly add: Numbered<Row>[]; readonly set: unknown[][]; readonly del: number[] }

export type PartOptions<Row extends ObjectRow> = {
  readonly scope: Scope
  readonly watched: Watched<Row>
  readonly codec: RowCodec<Row>
  readonly keep: (row: Row) => boolean
  /** Of the rows, only those whose `by` is one of the lookup's uids. */
  readonly among: { readonly lookup: AnyLookup; readonly by: (row: Row) => string | null } | null
  readonly nextId: () => number
}

/**
 * One scope of a topic: what its source has, against what the browsers have been sent.
 *
 * Guarantees: after `take` everything that the source has (and the topic keeps) is in `sent`; a row is compared with what was last *sent*, so a change
 * that was taken back costs nothing; what waits is bounded by the rows of the source and of `sent`.
 */
export class Part<Row extends ObjectRow> {
  readonly namespace: string
  readonly source: Source<Row>
  readonly sent = new Map<string, Numbered<Row>>()
  readonly #options: PartOptions<Row>
  readonly #waiting = new Set<string>()
  #epoch: number

  constructor(options: PartOptions<Row>) {
    this.#options = options
    this.namespace = options.scope.namespace ?? ''
    this.source = options.watched.source
    this.#epoch = this.source.epoch
    this.#sendAll()
  }

  get waiting(): number {
    return this.#waiting.size
  }

  retry(): void {
    this.#options.watched.retry()
  }

  /** Marks what a notice may have changed and says how much that is; `reset` when the cluster is another one, everything counts as sent then. */
  mark(notice: Notice<Row>): number | 'reset' {
    switch (notice.type) {
      case 'state':
        return 0
      case 'set':
      case 'removed':
        this.#waiting.add(notice.row.uid)
        return 1
      case 'replaced':
        if (this.source.epoch === this.#epoch) return this.#markAll()
        this.#epoch = this.source.epoch
        this.#sendAll()
        return 'reset'
      default:
        return notice satisfies never
    }
  }

  /** Marks the rows that stand by one of these uids of the lookup, and says how many wait. */
  markBy(uids: ReadonlySet<string>): number {
    const { among } = this.#options
    if (!among || uids.size === 0) return 0
    for (const [uid, row] of this.source.rows) if (uids.has(among.by(row) ?? '')) this.#waiting.add(uid)
    return this.#waiting.size
  }

  /** Lets the longest waiting row that was never sent go untold. False when there is none. */
  dropOldest(): boolean {
    for (const uid of this.#waiting) {
      if (this.sent.has(uid)) continue
      this.#waiting.delete(uid)
      return true
    }
    return false
  }

  take(delta: PartDelta<Row>): void {
    const { codec, nextId } = this.#options
    for (const uid of this.#waiting) {
      const before = this.sent.get(uid)
      const found = this.source.rows.get(uid)
      const row = found && this.#keeps(found) ? found : undefined
      if (!row) {
        if (before) delta.del.push(before.id)
        this.sent.delete(uid)
        continue
      }
      const numbered = { id: before?.id ?? nextId(), row }
      this.sent.set(uid, numbered)
      if (!before) delta.add.push(numbered)
      const change = before && codec.change(before.id, before.row, row)
      if (change) delta.set.push(change)
    }
    this.#waiting.clear()
  }

  /** The state of this scope, never better than that of the rows it is chosen by, or than the cluster's health. */
  state(health: ClusterHealth): ScopeState {
    const state = this.#ownState()
    if (state.state !== 'live') return state
    switch (health.state) {
      case 'reachable':
        return state
      case 'connecting':
        return { state: 'catching up' }
      case 'unreachable':
        return { state: 'stale', since: health.since, failure: health.failure }
      default:
        return health satisfies never
    }
  }

  #ownState(): ScopeState {
    const lookup = this.#options.among?.lookup
    if (!lookup) return this.source.state
    // Of two Sources one learns first that the cluster is another one; rows of two clusters do not belong together.
    return lookup.epoch === this.source.epoch ? worse(this.source.state, lookup.state) : worse(this.source.state, { state: 'catching up' })
  }

  #keeps(row: Row): boolean {
    const { keep, among } = this.#options
    return keep(row) && (!among || among.lookup.uids.has(among.by(row) ?? ''))
  }

  #markAll(): number {
    for (const [uid, { row }] of this.sent) if (this.source.rows.get(uid) !== row) this.#waiting.add(uid)
    for (const uid of this.source.rows.keys()) if (!this.sent.has(uid)) this.#waiting.add(uid)
    return this.#waiting.size
  }

  #sendAll(): void {
    this.#waiting.clear()
    this.sent.clear()
    for (const [uid, row] of this.source.rows) {
      if (this.#keeps(row)) this.sent.set(uid, { id: this.#options.nextId(), row })
    }
  }
}

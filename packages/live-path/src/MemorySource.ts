import type { ObjectRow, ScopeState } from '@binnacle/shared'
import type { Notice, Source } from '../../../apps/bff/src/kube/Source.ts'

/** A Source whose cluster is this test: it keeps the guarantees of `Source` and does, when told, everything that they allow. */
export class MemorySource implements Source<ObjectRow> {
  readonly rows = new Map<string, ObjectRow>()
  state: ScopeState = { state: 'catching up' }
  epoch: number
  readonly #listeners = new Set<(notice: Notice<ObjectRow>) => void>()
  readonly #truth: () => ReadonlyMap<string, ObjectRow>
  /** Rows of the first list that are still to come. */
  #list: ObjectRow[]

  constructor(truth: () => ReadonlyMap<string, ObjectRow>, epoch: number) {
    this.#truth = truth
    this.epoch = epoch
    this.#list = byName(truth())
  }

  subscribe(listener: (notice: Notice<ObjectRow>) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  get listeners(): number {
    return this.#listeners.size
  }

  /** A watch event. Only a live source hears of it. */
  heard(uid: string): void {
    if (this.state.state === 'live') this.#sync(uid)
  }

  /** What was missed without anyone noticing comes after all. */
  resume(): void {
    if (this.state.state === 'live') this.#syncAll()
  }

  /** The next rows of the first list; after the last one what changed since the list began, then it is live. */
  stream(count: number): void {
    if (this.state.state !== 'catching up') return
    for (const row of this.#list.splice(0, count)) this.#set(row)
    if (this.#list.length > 0) return
    this.#syncAll()
    this.#become({ state: 'live' })
  }

  stale(since: number): void {
    if (this.state.state === 'live') this.#become({ state: 'stale', since, failure: null })
  }

  forbid(): void {
    if (this.state.state === 'forbidden') return
    this.rows.clear()
    this.state = { state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'pods is forbidden' } }
    this.#tell({ type: 'replaced' })
  }

  /** Live again: by a new list, or by the watch going on where it was. */
  heal(relist: boolean): void {
    if (this.state.state === 'live' || this.state.state === 'catching up') return
    if (!relist && this.state.state === 'stale') {
      this.#syncAll()
      return this.#become({ state: 'live' })
    }
    this.rows.clear()
    for (const [uid, row] of this.#truth()) this.rows.set(uid, row)
    this.state = { state: 'live' }
    this.#tell({ type: 'replaced' })
  }

  /** The cluster behind the address is another one. */
  newCluster(epoch: number): void {
    this.epoch = epoch
    this.rows.clear()
    this.#list = byName(this.#truth())
    this.state = { state: 'catching up' }
    this.#tell({ type: 'replaced' })
  }

  /** A list that finds nothing new: every row is another object with the same content. */
  relist(): void {
    if (this.state.state !== 'live') return
    for (const [uid, row] of this.rows) this.rows.set(uid, { ...row })
    this.#tell({ type: 'replaced' })
  }

  #syncAll(): void {
    for (const uid of [...this.rows.keys(), ...this.#truth().keys()]) this.#sync(uid)
  }

  #sync(uid: string): void {
    const held = this.rows.get(uid)
    const row = this.#truth().get(uid)
    if (row && row !== held) this.#set(row)
    if (row || !held) return
    this.rows.delete(uid)
    this.#tell({ type: 'removed', row: held })
  }

  #set(row: ObjectRow): void {
    this.rows.set(row.uid, row)
    this.#tell({ type: 'set', row })
  }

  #become(state: ScopeState): void {
    this.state = state
    this.#tell({ type: 'state' })
  }

  #tell(notice: Notice<ObjectRow>): void {
    for (const listener of new Set(this.#listeners)) listener(notice)
  }
}

const byName = (rows: ReadonlyMap<string, ObjectRow>): ObjectRow[] =>
  [...rows.values()].sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1))

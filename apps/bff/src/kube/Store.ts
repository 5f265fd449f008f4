import type { ObjectRow, ScopeState } from '@binnacle/shared'
import type { Notice, Source } from './Source.ts'
import { sameValue } from './sameValue.ts'

/** The Source that a Reflector fills; its guarantees are Source's. Only its Reflector may write. A row that equals the one held is no change and nobody is told. */
export class Store<Row extends ObjectRow> implements Source<Row> {
  #rows = new Map<string, Row>()
  #state: ScopeState = { state: 'catching up' }
  #epoch: number
  readonly #listeners = new Set<(notice: Notice<Row>) => void>()

  constructor(epoch: number) {
    this.#epoch = epoch
  }

  get rows(): ReadonlyMap<string, Row> {
    return this.#rows
  }

  get state(): ScopeState {
    return this.#state
  }

  get epoch(): number {
    return this.#epoch
  }

  subscribe(listener: (notice: Notice<Row>) => void): () => void {
    // A function of its own, so that the same listener twice is two subscriptions.
    const own = (notice: Notice<Row>) => listener(notice)
    this.#listeners.add(own)
    return () => {
      this.#listeners.delete(own)
    }
  }

  set(row: Row): void {
    const old = this.#rows.get(row.uid)
    if (old && sameValue(old, row)) return
    this.#rows.set(row.uid, row)
    this.#tell({ type: 'set', row })
  }

  remove(uid: string): void {
    const row = this.#rows.get(uid)
    if (!row) return
    this.#rows.delete(uid)
    this.#tell({ type: 'removed', row })
  }

  /** All rows at once, and with them the state. */
  replace(rows: Map<string, Row>, state: ScopeState): void {
    for (const [uid, row] of rows) {
      const old = this.#rows.get(uid)
      if (old && sameValue(old, row)) rows.set(uid, old)
    }
    this.#rows = rows
    this.#state = state
    this.#tell({ type: 'replaced' })
  }

  /** The cluster behind the address is another one: nothing held is true. */
  drop(epoch: number): void {
    this.#epoch = epoch
    this.replace(new Map(), { state: 'catching up' })
  }

  setState(state: ScopeState): void {
    if (sameValue(this.#state, state)) return
    this.#state = state
    this.#tell({ type: 'state' })
  }

  #tell(notice: Notice<Row>): void {
    for (const listener of this.#listeners) listener(notice)
  }
}

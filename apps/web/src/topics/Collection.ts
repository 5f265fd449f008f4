import type { ObjectRow } from '@binnacle/shared'

/** What one flush changed. `replaced`: a fresh snapshot took the place of what was shown (`set` and `removed` still hold only what differs). */
export type Batch<Row> = { readonly replaced: boolean; readonly set: readonly Row[]; readonly removed: readonly Row[] }

/**
 * The rows of one topic as the browser shows them, by uid.
 *
 * Guarantees: what can be read here changes only in a flush, once per frame of the given scheduler, and listeners are told right after it; a row that
 * did not change keeps its identity; a row of another uid is another row, whatever its name; order between rows means nothing.
 */
export class Collection<Row extends ObjectRow> {
  readonly #shown = new Map<string, Row>()
  readonly #changed = new Map<string, Row | null>()
  readonly #listeners = new Set<(batch: Batch<Row>) => void>()
  readonly #rowListeners = new Map<string, Set<() => void>>()
  readonly #schedule: (flush: () => void) => void
  readonly #flushed: () => void
  readonly #same: (a: Row, b: Row) => boolean
  #scheduled = false
  #replaced = false

  /** `flushed` is told after every flush, also one that changed no row. `same`: two rows of one uid are equal, so the one shown stays. */
  constructor(schedule: (flush: () => void) => void, flushed: () => void = () => undefined, same: (a: Row, b: Row) => boolean = Object.is) {
    this.#same = same
    this.#schedule = schedule
    this.#flushed = flushed
  }

  get size(): number {
    return this.#shown.size
  }

  get(uid: string): Row | undefined {
    return this.#shown.get(uid)
  }

  values(): IterableIterator<Row> {
    return this.#shown.values()
  }

  /** Called once per flush that changed rows. A listener must be quick; it may unsubscribe from within. */
  subscribe(listener: (batch: Batch<Row>) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Called after each flush that changed, added or removed this row. */
  subscribeRow(uid: string, listener: () => void): () => void {
    const listeners = this.#rowListeners.get(uid) ?? new Set()
    this.#rowListeners.set(uid, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#rowListeners.get(uid) === listeners) this.#rowListeners.delete(uid)
    }
  }

  /** The row as it will be after the next flush: what the next change has to build on. */
  next(uid: string): Row | undefined {
    const changed = this.#changed.get(uid)
    return changed === undefined ? this.#shown.get(uid) : (changed ?? undefined)
  }

  /** Every row as it will be after the next flush. */
  *nextRows(): IterableIterator<Row> {
    for (const [uid, row] of this.#shown) if (!this.#changed.has(uid)) yield row
    for (const row of this.#changed.values()) if (row) yield row
  }

  /** Takes effect at the next flush. */
  set(row: Row): void {
    this.#change(row.uid, row)
  }

  /** Takes effect at the next flush. */
  remove(uid: string): void {
    if (this.next(uid)) this.#change(uid, null)
  }

  /** Marks the next batch as `replaced`. */
  markReplaced(): void {
    this.#replaced = true
    this.requestFlush()
  }

  requestFlush(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#schedule(() => this.flush())
  }

  flush(): void {
    this.#scheduled = false
    const set: Row[] = []
    const removed: Row[] = []
    for (const [uid, row] of this.#changed) this.#show(uid, row, { set, removed })
    const batch = { replaced: this.#replaced, set, removed }
    this.#changed.clear()
    this.#replaced = false
    if (batch.replaced || set.length > 0 || removed.length > 0) this.#tell(batch)
    this.#flushed()
  }

  #tell(batch: Batch<Row>): void {
    for (const listener of new Set(this.#listeners)) listener(batch)
    for (const { uid } of batch.set) this.#tellRow(uid)
    for (const { uid } of batch.removed) this.#tellRow(uid)
  }

  #show(uid: string, row: Row | null, batch: { set: Row[]; removed: Row[] }): void {
    const before = this.#shown.get(uid)
    if (row && !(before && this.#same(before, row))) {
      this.#shown.set(uid, row)
      batch.set.push(row)
    }
    if (!row && before) {
      this.#shown.delete(uid)
      batch.removed.push(before)
    }
  }

  #change(uid: string, row: Row | null): void {
    this.#changed.set(uid, row)
    this.requestFlush()
  }

  #tellRow(uid: string): void {
    for (const listener of new Set(this.#rowListeners.get(uid))) listener()
  }
}

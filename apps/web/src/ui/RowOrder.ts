import { Held, type HoldReason } from './Held.ts'
import { RowListeners } from './RowListeners.ts'
import { RowPlaces, type Slot, type Sorting } from './RowPlaces.ts'
import { type Identified, MARK_MS, type RowBatch, type RowState } from './RowState.ts'
import { TintRule } from './TintRule.ts'

type Timer = { now(): number; after(ms: number, run: () => void): () => void }

/** Rows change place at most this often (ms): values may paint every frame, places must stay readable. */
export const PLACES_MS = 250
/** How long a deleted row stays, struck through; and at most, while somebody points at the table. */
export const GONE_MS = 2_500
export const GONE_HELD_MS = 10_000

const NO_ROWS: ReadonlySet<string> = new Set()

/**
 * The rows of a table in the order they are painted.
 *
 * Guarantees: a row's value is always the last one applied. While held, no shown row changes place or disappears (a deleted one stays at most
 * `GONE_HELD_MS`); new rows show below the others. Otherwise rows stand by the sorting, then name, then uid, at most `PLACES_MS` late.
 * `sort`, `filter` and a replaced batch take effect at once, held or not. While paused nothing changes; `resume` is given all rows again.
 * `subscribe` tells of order and counts, `subscribeRow` of one row, `subscribeValues` of any batch. Whoever made it must call `stop`.
 */
export class RowOrder<Row extends Identified> {
  readonly #time: Timer
  readonly #held: Held
  readonly #places: RowPlaces<Row>
  readonly #tints = new TintRule()
  readonly #listeners = new RowListeners()
  readonly #gone = new Map<Slot<Row>, number>()
  readonly #marked = new Map<Slot<Row>, number>()
  #sorting: Sorting<Row>
  #filter: (row: Row) => boolean
  #lastPlaced = Number.NEGATIVE_INFINITY
  #cancel: () => void = () => undefined
  #focused: string | null = null
  #paused = false
  #missed = 0
  #total = 0
  #version = 0
  #told = ''

  constructor(time: Timer, sorting: Sorting<Row>, filter: (row: Row) => boolean = () => true) {
    this.#time = time
    this.#sorting = sorting
    this.#filter = filter
    this.#places = new RowPlaces(sorting, filter)
    this.#held = new Held(time, () => this.#settle(false))
  }

  /** Rows shown, deleted ones included. */
  get length(): number {
    return this.#places.length
  }
  /** Rows that exist. */
  get total(): number {
    return this.#total
  }
  /** Rows that exist and pass the filter. */
  get matching(): number {
    return this.#places.matching
  }
  /** Rows that wait for the end of the hold to take their place, or to leave it. */
  get waiting(): number {
    return this.#held.active ? this.#places.waiting + this.#gone.size : 0
  }
  get paused(): boolean {
    return this.#paused
  }
  /** Changes that came while paused. */
  get missed(): number {
    return this.#missed
  }
  /** Differs whenever `subscribe` has told of something. */
  get version(): number {
    return this.#version
  }

  at(position: number): RowState<Row> | undefined {
    return this.#places.at(position)?.state
  }

  stateOf(uid: string): RowState<Row> | undefined {
    return this.#places.get(uid)?.state
  }

  /** Position of a shown row, -1 when it is not shown. */
  positionOf(uid: string): number {
    return this.#places.positionOf(uid)
  }

  /** Every row that exists, in no order. */
  *rows(): Iterable<Row> {
    for (const slot of this.#places.all()) if (!slot.state.gone) yield slot.state.row
  }

  subscribe = (listener: () => void): (() => void) => this.#listeners.onOrder(listener)
  subscribeValues = (listener: () => void): (() => void) => this.#listeners.onValues(listener)
  subscribeRow(uid: string, listener: () => void): () => void {
    return this.#listeners.onRow(uid, listener)
  }

  /** `quiet`: the first rows of a page, which are not news: no marks, and each takes its place at once. */
  apply(batch: RowBatch<Row>, quiet = false): void {
    if (this.#paused) this.#missed += batch.set.length + batch.removed.length
    else this.#take(batch, quiet || batch.replaced)
    this.#publish()
    if (!this.#paused) this.#listeners.values()
  }

  sort(sorting: Sorting<Row>): void {
    this.#sorting = sorting
    this.#rebuild()
  }

  filter(filter: (row: Row) => boolean): void {
    this.#filter = filter
    this.#rebuild()
  }

  /** Time has passed: the sorting and the filter may answer differently for the same rows. Moves follow the hold rule. */
  reconsider(): void {
    if (this.#paused) return
    for (const slot of this.#places.all()) this.#places.consider(slot)
    this.#settle(false)
    this.#publish()
  }

  hold(reason: HoldReason, on: boolean): void {
    this.#held.set(reason, on)
    this.#settle(false)
  }

  /** Ends the wait: every row takes its place now, and deleted ones go. The hold goes on for what comes next. */
  place(): void {
    this.#forget([...this.#gone.keys()])
    this.#settle(true)
  }

  /** The row that has the keyboard: when it is deleted it does not wait for the end of the hold. */
  focus(uid: string | null): void {
    this.#focused = uid
  }

  /** The rows in sight: only these are tinted. */
  look(uids: ReadonlySet<string>): void {
    this.#tints.setVisible(uids)
  }

  pause(): void {
    this.#paused = true
    this.#missed = 0
    this.#publish()
  }

  resume(rows: Iterable<Row>): void {
    this.#paused = false
    this.#missed = 0
    this.load(rows)
  }

  /** These are all the rows there are: nothing in it is news, and what it lacks goes at once. */
  load(rows: Iterable<Row>): void {
    const set = [...rows]
    const stay = new Set(set.map((row) => row.uid))
    this.apply({ replaced: true, set, removed: [...this.rows()].filter((row) => !stay.has(row.uid)) })
  }

  stop(): void {
    this.#cancel()
    this.#held.stop()
  }

  #take(batch: RowBatch<Row>, quiet: boolean): void {
    const now = this.#time.now()
    const known = batch.set.filter((row) => this.#places.get(row.uid))
    const tinted = quiet
      ? NO_ROWS
      : this.#tints.admit(
          known.map((row) => row.uid),
          now,
        )
    const news = !quiet && this.#tints.admitNew(batch.set.length - known.length, now)
    for (const row of batch.set) {
      const slot = this.#places.get(row.uid)
      if (slot) this.#change(slot, row, tinted.has(row.uid))
      else this.#add(row, news)
    }
    if (batch.replaced) this.#drop(batch.removed.map((row) => row.uid))
    else for (const row of batch.removed) this.#goes(row.uid)
    this.#settle(quiet)
  }

  #add(row: Row, marked: boolean): void {
    this.#places.add({ row, gone: false, mark: marked ? 'added' : 'none', before: null, turn: 0 })
    this.#total += 1
    const slot = this.#places.get(row.uid)
    if (slot && marked) this.#marked.set(slot, this.#time.now() + MARK_MS)
  }

  #change(slot: Slot<Row>, row: Row, marked: boolean): void {
    if (this.#gone.delete(slot)) this.#total += 1
    const { row: before, turn, mark } = slot.state
    // A row that has just come stays marked as new, whatever happens to it meanwhile.
    if (mark === 'added') slot.state = { row, gone: false, mark, before: null, turn }
    else slot.state = { row, gone: false, mark: marked ? 'changed' : 'none', before: marked ? before : null, turn: turn + 1 }
    if (marked && mark !== 'added') this.#marked.set(slot, this.#time.now() + MARK_MS)
    this.#places.consider(slot)
    this.#listeners.row(row.uid)
  }

  #goes(uid: string): void {
    const slot = this.#places.get(uid)
    if (!slot || slot.state.gone) return
    this.#total -= 1
    if (slot.place === 'none') return this.#forget([slot])
    slot.state = { ...slot.state, gone: true, mark: 'none', before: null, turn: slot.state.turn + 1 }
    this.#places.consider(slot)
    this.#gone.set(slot, this.#time.now())
    this.#listeners.row(uid)
  }

  #drop(uids: readonly string[]): void {
    const drop = uids.flatMap((uid) => this.#places.get(uid) ?? [])
    this.#total -= drop.filter((slot) => !slot.state.gone).length
    this.#forget(drop)
  }

  #forget(slots: readonly Slot<Row>[]): void {
    this.#places.forget(slots)
    for (const slot of slots) {
      this.#gone.delete(slot)
      this.#marked.delete(slot)
      this.#listeners.row(slot.state.row.uid)
    }
  }

  #rebuild(): void {
    this.#places.rebuild(this.#sorting, this.#filter)
    this.#settle(false)
  }

  #settle(atOnce: boolean): void {
    this.#cancel()
    const now = this.#time.now()
    this.#unmark(now)
    this.#forget([...this.#gone].filter(([slot, since]) => now >= since + this.#goneFor(slot)).map(([slot]) => slot))
    if (atOnce || (!this.#held.active && now >= this.#lastPlaced + PLACES_MS)) {
      if (this.#places.waiting > 0) this.#lastPlaced = now
      this.#places.placeAll()
    } else if (this.#held.active) this.#places.showArrivals()
    this.#schedule(now)
    this.#publish()
  }

  #goneFor(slot: Slot<Row>): number {
    if (!this.#held.active) return GONE_MS
    const keyboardOnly = slot.state.row.uid === this.#focused && !this.#held.has('pointer')
    return keyboardOnly ? GONE_MS : GONE_HELD_MS
  }

  #unmark(now: number): void {
    for (const [slot, until] of this.#marked) {
      if (now < until) continue
      this.#marked.delete(slot)
      if (slot.state.mark === 'none') continue
      slot.state = { ...slot.state, mark: 'none', before: null }
      this.#listeners.row(slot.state.row.uid)
    }
  }

  #schedule(now: number): void {
    let next = Number.POSITIVE_INFINITY
    for (const until of this.#marked.values()) next = Math.min(next, until)
    for (const [slot, since] of this.#gone) next = Math.min(next, since + this.#goneFor(slot))
    if (!this.#held.active && this.#places.waiting > 0) next = Math.min(next, this.#lastPlaced + PLACES_MS)
    this.#cancel = next === Number.POSITIVE_INFINITY ? () => undefined : this.#time.after(Math.max(0, next - now), () => this.#settle(false))
  }

  /** Values that change in place are told to their rows only: the table around them is not drawn again. */
  #publish(): void {
    const told = `${this.#places.version} ${this.#total} ${this.matching} ${this.waiting} ${this.#paused} ${this.#missed}`
    if (told === this.#told) return
    this.#told = told
    this.#version += 1
    this.#listeners.order()
  }
}

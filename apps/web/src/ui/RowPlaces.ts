import { OrderIndex } from './OrderIndex.ts'
import type { Identified, RowState } from './RowState.ts'

export type SortKey = string | number
export type Sorting<Row> = { readonly key: (row: Row) => SortKey; readonly descending: boolean }

/** Up to this many moves are made one by one; more are merged in one pass. */
const FEW_MOVES = 48

export type Slot<Row> = {
  readonly id: number
  state: RowState<Row>
  /** The sort key under which the slot stands in the index. */
  key: SortKey
  matches: boolean
  /** `ordered`: in the index under `key`. `arrived`: shown below all others until it is placed. */
  place: 'none' | 'ordered' | 'arrived'
}

/**
 * Which row stands where. Knows no time: a row that should stand elsewhere is only noted (`waiting`) until `placeAll` is called,
 * or shown below the others by `showArrivals`. Order: the sorting's key, then name, then uid; descending turns the key only.
 */
export class RowPlaces<Row extends Identified> {
  readonly #slots: (Slot<Row> | undefined)[] = []
  readonly #free: number[] = []
  readonly #idOf = new Map<string, number>()
  readonly #index = new OrderIndex((a, b) => this.#compare(a, b))
  readonly #moves = new Set<number>()
  #arrived: number[] = []
  #sorting: Sorting<Row>
  #filter: (row: Row) => boolean
  #matching = 0
  #version = 0

  constructor(sorting: Sorting<Row>, filter: (row: Row) => boolean) {
    this.#sorting = sorting
    this.#filter = filter
  }

  get length(): number {
    return this.#index.length + this.#arrived.length
  }
  get matching(): number {
    return this.#matching
  }
  get moves(): number {
    return this.#moves.size
  }
  get waiting(): number {
    return this.#moves.size + this.#arrived.length
  }
  /** Differs whenever a row took another place. */
  get version(): number {
    return this.#version
  }

  at(position: number): Slot<Row> | undefined {
    const ordered = this.#index.length
    return this.#slots[position < ordered ? this.#index.at(position) : (this.#arrived[position - ordered] ?? -1)]
  }

  get(uid: string): Slot<Row> | undefined {
    return this.#slots[this.#idOf.get(uid) ?? -1]
  }

  positionOf(uid: string): number {
    const slot = this.get(uid)
    if (slot?.place === 'ordered') return this.#index.find(slot.id)
    return slot?.place === 'arrived' ? this.#index.length + this.#arrived.indexOf(slot.id) : -1
  }

  *all(): Iterable<Slot<Row>> {
    for (const slot of this.#slots) if (slot) yield slot
  }

  add(state: RowState<Row>): void {
    const id = this.#free.pop() ?? this.#slots.length
    const slot: Slot<Row> = { id, state, key: '', matches: false, place: 'none' }
    this.#slots[id] = slot
    this.#idOf.set(state.row.uid, id)
    this.consider(slot)
  }

  /** Notes whether the row must move. The usual case, the key did not change, costs nothing. */
  consider(slot: Slot<Row>): void {
    const matches = !slot.state.gone && this.#filter(slot.state.row)
    if (matches !== slot.matches) this.#matching += matches ? 1 : -1
    slot.matches = matches
    if (slot.place === 'arrived') return
    // A deleted row keeps its place until it is forgotten.
    const shown = matches || (slot.state.gone && slot.place === 'ordered')
    const inPlace = shown ? slot.place === 'ordered' && this.#sorting.key(slot.state.row) === slot.key : slot.place === 'none'
    if (inPlace) this.#moves.delete(slot.id)
    else this.#moves.add(slot.id)
  }

  forget(slots: readonly Slot<Row>[]): void {
    if (slots.length === 0) return
    if (slots.length > FEW_MOVES) this.#index.merge(new Set(slots.map((slot) => slot.id)), [])
    else for (const slot of slots) this.#index.remove(slot.id)
    const away = new Set(slots.map((slot) => slot.id))
    this.#arrived = this.#arrived.filter((id) => !away.has(id))
    for (const slot of slots) {
      if (slot.matches) this.#matching -= 1
      this.#idOf.delete(slot.state.row.uid)
      this.#moves.delete(slot.id)
      this.#slots[slot.id] = undefined
      this.#free.push(slot.id)
    }
    this.#version += 1
  }

  placeAll(): void {
    for (const id of this.#arrived) this.#moves.add(id)
    this.#arrived = []
    if (this.#moves.size === 0) return
    const few = this.#moves.size <= FEW_MOVES
    if (few) for (const id of this.#moves) this.#index.remove(id)
    const come: number[] = []
    // Keys change here: each slot is outside the index already, or goes with the merge, which compares no slot that goes.
    for (const id of this.#moves) if (this.#rekey(id)) come.push(id)
    if (few) for (const id of come) this.#index.insert(id)
    else this.#index.merge(this.#moves, come)
    this.#moves.clear()
    this.#version += 1
  }

  showArrivals(): void {
    for (const id of this.#moves) {
      const slot = this.#slots[id]
      if (slot?.place !== 'none' || !slot.matches) continue
      slot.place = 'arrived'
      this.#arrived.push(id)
      this.#moves.delete(id)
      this.#version += 1
    }
  }

  rebuild(sorting: Sorting<Row>, filter: (row: Row) => boolean): void {
    this.#sorting = sorting
    this.#filter = filter
    this.#arrived = []
    this.#moves.clear()
    this.#matching = 0
    const shown: number[] = []
    for (const slot of this.all()) {
      slot.matches = !slot.state.gone && filter(slot.state.row)
      if (slot.matches) this.#matching += 1
      if (this.#rekey(slot.id)) shown.push(slot.id)
    }
    this.#index.rebuild(shown)
    this.#version += 1
  }

  #rekey(id: number): boolean {
    const slot = this.#slots[id]
    if (!slot) return false
    const shown = slot.matches || (slot.state.gone && slot.place !== 'none')
    slot.place = shown ? 'ordered' : 'none'
    slot.key = this.#sorting.key(slot.state.row)
    return shown
  }

  #compare(a: number, b: number): number {
    const left = this.#slots[a]
    const right = this.#slots[b]
    if (!left || !right || a === b) return 0
    if (left.key !== right.key) return left.key < right.key === this.#sorting.descending ? 1 : -1
    const one = left.state.row
    const other = right.state.row
    if (one.name !== other.name) return one.name < other.name ? -1 : 1
    return one.uid < other.uid ? -1 : 1
  }
}

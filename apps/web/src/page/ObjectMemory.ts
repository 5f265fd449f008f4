import type { ObjectRow } from '@binnacle/shared'
import type { Collection } from '../topics/Collection.ts'

/** What is known of the object that was opened. `deletedAt` is when it was seen to be gone (ms, server's clock). `successor`: a newer object of the same name. */
export type Remembered<Row> = { readonly row: null } | Known<Row>
export type Known<Row> = { readonly row: Row; readonly deletedAt: number | null; readonly successor: Row | null }

/**
 * One object, from the moment it was first seen: when it is deleted, what was last known of it stays. The object is its uid, so another one that takes
 * its name never takes its place here..
 */
export class ObjectMemory<Row extends ObjectRow> {
  readonly #collection: Collection<Row>
  readonly #now: () => number
  #known: Remembered<Row> = { row: null }

  constructor(collection: Collection<Row>, now: () => number) {
    this.#collection = collection
    this.#now = now
  }

  readonly get = (): Remembered<Row> => {
    this.#look()
    return this.#known
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#collection.subscribe(() => listener())

  #look(): void {
    const rows = [...this.#collection.values()]
    const known = this.#known
    if (isUnknown(known)) {
      const newest = rows.sort((a, b) => b.created - a.created)[0]
      if (newest) this.#known = { row: newest, deletedAt: null, successor: null }
      return
    }
    const { uid } = known.row
    const current = this.#collection.get(uid)
    const successor = rows.find((row) => row.uid !== uid) ?? null
    const next: Known<Row> = current
      ? { row: current, deletedAt: null, successor: null }
      : { row: known.row, deletedAt: known.deletedAt ?? this.#now(), successor }
    if (next.row !== known.row || next.deletedAt !== known.deletedAt || next.successor !== known.successor) this.#known = next
  }
}

function isUnknown<Row>(known: Remembered<Row>): known is { readonly row: null } {
  return known.row === null
}

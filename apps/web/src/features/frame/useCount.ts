import type { ObjectRow } from '@binnacle/shared'
import { useMemo, useSyncExternalStore } from 'react'
import type { Collection } from '../../topics/Collection.ts'
import { type Time, useTime } from '../../ui/Time.ts'

/** Counts turn at most this often (ms). */
const COUNT_MS = 250

type IsMarked<Row> = (row: Row, now: number) => boolean

/** How many rows a collection has and how many of them are marked, as one text. */
class Count<Row extends ObjectRow> {
  readonly #collection: Collection<Row>
  readonly #time: Time
  readonly #isMarked: IsMarked<Row> | undefined
  #value: string
  #waiting = false

  constructor(collection: Collection<Row>, time: Time, isMarked: IsMarked<Row> | undefined) {
    this.#collection = collection
    this.#time = time
    this.#isMarked = isMarked
    this.#value = this.#read()
  }

  get = (): string => this.#value

  subscribe = (listener: () => void): (() => void) => {
    const refresh = () => {
      this.#waiting = false
      this.#value = this.#read()
      listener()
    }
    const soon = () => {
      if (this.#waiting) return
      this.#waiting = true
      this.#time.after(COUNT_MS, refresh)
    }
    soon()
    return this.#collection.subscribe(soon)
  }

  #read(): string {
    let marked = 0
    const now = this.#time.now()
    if (this.#isMarked) for (const row of this.#collection.values()) if (this.#isMarked(row, now)) marked += 1
    return `${this.#collection.size} ${marked}`
  }
}

/** Drawn again only when one of the two numbers changed. `isMarked` must be the same function as long as it means the same. */
export function useCount<Row extends ObjectRow>(collection: Collection<Row>, isMarked?: IsMarked<Row>): readonly number[] {
  const time = useTime()
  const count = useMemo(() => new Count(collection, time, isMarked), [collection, time, isMarked])
  return useSyncExternalStore(count.subscribe, count.get).split(' ').map(Number)
}

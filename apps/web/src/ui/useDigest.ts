import { useMemo, useSyncExternalStore } from 'react'
import type { RowOrder } from './RowOrder.ts'
import type { Identified } from './RowState.ts'
import { type Time, useTime } from './Time.ts'

/** A summary of many rows is computed at most this often (ms). */
const DIGEST_MS = 250

/** One text about all rows of a table, kept current: soon after rows change, and every second, because time changes it too. */
class Digest<Row extends Identified> {
  readonly #order: RowOrder<Row>
  readonly #time: Time
  readonly #read: (rows: Iterable<Row>, now: number) => string
  #value: string
  #waiting = false

  constructor(order: RowOrder<Row>, time: Time, read: (rows: Iterable<Row>, now: number) => string) {
    this.#order = order
    this.#time = time
    this.#read = read
    this.#value = read(order.rows(), time.now())
  }

  get = (): string => this.#value

  subscribe = (listener: () => void): (() => void) => {
    const refresh = () => {
      const value = this.#read(this.#order.rows(), this.#time.now())
      if (value === this.#value) return
      this.#value = value
      listener()
    }
    const soon = () => {
      if (this.#waiting) return
      this.#waiting = true
      this.#time.after(DIGEST_MS, () => {
        this.#waiting = false
        refresh()
      })
    }
    const stops = [this.#order.subscribeValues(soon), this.#time.ticker.subscribe(refresh)]
    // What came between the first painting and this moment was told to nobody.
    soon()
    return () => {
      for (const stop of stops) stop()
    }
  }
}

/** `read` must be the same function as long as it means the same. */
export function useDigest<Row extends Identified>(order: RowOrder<Row>, read: (rows: Iterable<Row>, now: number) => string): string {
  const time = useTime()
  const digest = useMemo(() => new Digest(order, time, read), [order, time, read])
  return useSyncExternalStore(digest.subscribe, digest.get)
}

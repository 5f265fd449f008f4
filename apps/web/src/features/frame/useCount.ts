import type { ObjectRow } from '@binnacle/shared'
import { useMemo, useSyncExternalStore } from 'react'
import type { Collection } from '../../topics/Collection.ts'
import { useTime } from '../../ui/Time.ts'

/** Counts turn at most this often (ms). */
const COUNT_MS = 250

/** How many rows, and how many of them are marked; drawn again only when one of the two changed. */
export function useCount<Row extends ObjectRow>(collection: Collection<Row>, isMarked?: (row: Row, now: number) => boolean): readonly number[] {
  const time = useTime()
  const counts = useMemo(() => {
    const read = () => {
      let marked = 0
      if (isMarked) for (const row of collection.values()) if (isMarked(row, time.now())) marked += 1
      return `${collection.size} ${marked}`
    }
    let value = read()
    let waiting = false
    return {
      get: () => value,
      subscribe: (listener: () => void) => {
        const refresh = () => {
          waiting = false
          value = read()
          listener()
        }
        refresh()
        return collection.subscribe(() => {
          if (waiting) return
          waiting = true
          time.after(COUNT_MS, refresh)
        })
      },
    }
  }, [collection, isMarked, time])
  return useSyncExternalStore(counts.subscribe, counts.get).split(' ').map(Number)
}

import type { ObjectRow } from '@binnacle/shared'
import { useMemo, useSyncExternalStore } from 'react'
import type { Collection } from './Collection.ts'

/** All rows of a collection, in no order; a new array after each flush that changed them. For few rows: a table of many subscribes row by row. */
export const useRows = <Row extends ObjectRow>(collection: Collection<Row>): readonly Row[] => {
  const rows = useMemo(() => snapshots(collection), [collection])
  return useSyncExternalStore(rows.subscribe, rows.get)
}

const snapshots = <Row extends ObjectRow>(collection: Collection<Row>) => {
  let taken: readonly Row[] | null = null
  return {
    get: (): readonly Row[] => {
      taken ??= [...collection.values()]
      return taken
    },
    subscribe: (listener: () => void): (() => void) => {
      // What came between the first paint and this moment was told to nobody.
      taken = null
      return collection.subscribe(() => {
        taken = null
        listener()
      })
    },
  }
}

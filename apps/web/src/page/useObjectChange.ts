import type { ObjectRow } from '@binnacle/shared'
import { useMemo, useSyncExternalStore } from 'react'
import type { Collection } from '../topics/Collection.ts'
import type { ChangeOf } from './objectChange.ts'

/**
 * Why what is being asked about these objects is not a question any more: one is gone, is another of the same name, or is being deleted. Null while they
 * are as they were. An object that was not among the rows when it was asked about is not watched: nothing can be said about its changes.
 */
export function useObjectChange<Row extends ObjectRow>(objects: readonly Row[], collection: Collection<Row>, changeOf: ChangeOf<Row>): string | null {
  const known = useMemo(() => objects.filter((object) => collection.get(object.uid) !== undefined), [objects, collection])
  return useSyncExternalStore(
    (listener) => collection.subscribe(listener),
    () => {
      for (const asked of known) {
        const change = changeOf(asked, collection.get(asked.uid), sameNameIn(collection, asked))
        if (change !== null) return change
      }
      return null
    },
  )
}

function sameNameIn<Row extends ObjectRow>(collection: Collection<Row>, asked: Row): Row | undefined {
  if (collection.get(asked.uid)) return undefined
  for (const row of collection.values()) if (row.name === asked.name && row.namespace === asked.namespace) return row
  return undefined
}

import { createHash } from 'node:crypto'
import type { Store } from './storage/Store.ts'

/** Names everything that a store holds, versions included: two clusters with the same hash have had the same life. */
export function stateHash(store: Store): string {
  const hash = createHash('sha256').update(String(store.version))
  for (const resource of [...store.resources].sort()) {
    hash.update(`\n${resource}\n`)
    for (const object of store.list(resource)) hash.update(JSON.stringify(object))
  }
  return hash.digest('hex')
}

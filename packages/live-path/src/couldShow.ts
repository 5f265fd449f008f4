import type { PodRow } from '@binnacle/shared'
import type { Asked } from './Browser.ts'
import type { MemoryCluster, Version } from './MemoryCluster.ts'

/** Every row (null: none) that a table may show of a pod whose namespace it asks for, when nothing that it was told is older than `since`. Of two lists one may be told before the other. */
export function couldShow(cluster: MemoryCluster, asked: Asked, { uid, since }: { uid: string; since: number }): (PodRow | null)[] {
  return statesSince(cluster.history.get(uid), since).flatMap((row) => {
    if (!row || asked.name === 'pods') return [row]
    const owners = statesSince(cluster.replicaSetHistory.get(row.controller?.uid ?? ''), since)
    return owners.map((owner) => (owner?.namespace === asked.params.namespace && owner.controller?.uid === asked.params.uid ? row : null))
  })
}

/** What it was at `since` and whatever it has been after. */
function statesSince<Row>(versions: readonly Version<Row>[] = [], since: number): (Row | null)[] {
  const later = versions.filter((_, n) => (versions[n + 1]?.at ?? Number.POSITIVE_INFINITY) >= since).map(({ row }) => row)
  return (versions[0]?.at ?? Number.POSITIVE_INFINITY) >= since ? [null, ...later] : later
}

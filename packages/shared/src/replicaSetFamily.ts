import type { Family } from './family.ts'
import type { ReplicaSetRow, ReplicationControllerRow } from './workloadRows.ts'

/** New pods may take this long (seconds) to become available. */
const UNAVAILABLE_IS_NORMAL = 30

type Judged = Pick<ReplicaSetRow, 'created' | 'desired' | 'replicas' | 'available' | 'failure' | 'deletedAt'>

/** The family of a ReplicaSet at `now` (seconds by the cluster's clock): pods that cannot be made are `fail`, and one that was scaled to 0 is `off`. */
export function replicaSetFamily(row: Judged, now: number): Family {
  if (row.deletedAt !== null) return 'leaving'
  if (row.failure?.status === 'True') return 'fail'
  if (row.replicas !== row.desired) return 'progress'
  if (row.desired === 0) return 'off'
  if (row.available >= row.desired) return 'ok'
  return now - row.created < UNAVAILABLE_IS_NORMAL ? 'progress' : 'attention'
}

export function replicationControllerFamily(row: Pick<ReplicationControllerRow, keyof Judged>, now: number): Family {
  return replicaSetFamily(row, now)
}

import type { Cluster } from '../kube/Cluster.ts'
import type { Informers } from '../kube/Source.ts'
import type { Follow } from './RunLogs.ts'

/** A cluster as the runs need it. */
export type RunCluster = {
  readonly context: string
  readonly informers: Informers
  readonly client: Pick<Cluster['client'], 'json'>
  readonly follow: Follow
}

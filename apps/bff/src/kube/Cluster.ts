import type { ClusterClient } from './ClusterClient.ts'
import type { ClusterHealth, Informers } from './Source.ts'

/** One opened context. */
export type Cluster = {
  readonly context: string
  readonly client: ClusterClient
  readonly informers: Informers
  readonly health: ClusterHealth
  /** Told after `health` changed. Returns unsubscribe. */
  subscribe(listener: () => void): () => void
  /** kube-system's uid; null where it may not be read or is not known yet. */
  readonly uid: string | null
  /** Probes now instead of at the next turn, and retries what is forbidden, gone or failing. */
  retry(): void
}

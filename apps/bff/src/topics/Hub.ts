import type { Clock, Failure, LogLine, StreamParams } from '@binnacle/shared'
import type { ClusterHealth, Informers } from '../kube/Source.ts'

/** Where a log's lines go. After `ended` nothing more comes. */
export type LogSink = { lines(lines: readonly LogLine[]): void; ended(failure: Failure | null): void }

/** A cluster as the topics need it; `kube/Cluster.ts` satisfies it. */
export type LiveCluster = {
  readonly informers: Informers
  readonly health: { readonly current: ClusterHealth; subscribe(listener: () => void): () => void }
}

export type HubOptions = {
  readonly clock: Clock
  /** The cluster of a kubeconfig context, opened at its first use; undefined when there is no such context. */
  open(context: string): LiveCluster | undefined
  /** Follows one container's log; gives what stops it. */
  follow(cluster: LiveCluster, params: StreamParams<'pods.logs'>, sink: LogSink): () => void
}

/** All live topics of one credential. Nothing is shared between two hubs. */
export class Hub {
  constructor(options: HubOptions) {
    void options
    throw new Error('not built yet')
  }
}

import type { Failure, LogLine, StreamParams } from '@binnacle/shared'
import type { ClusterHealth, Informers } from '../kube/Source.ts'

/** Where a log's lines go. After `ended` nothing more comes. */
export type LogSink = { lines(lines: readonly LogLine[]): void; ended(failure: Failure | null): void }

/** A cluster as the topics need it: kube's `Cluster` with its logs (`liveContexts` makes one of the other). `subscribe` tells that `health` changed. */
export type LiveCluster = {
  readonly informers: Informers
  readonly health: ClusterHealth
  subscribe(listener: () => void): () => void
  /** Follows one container's log; returns what stops it. */
  follow(params: StreamParams<'pods.logs'>, sink: LogSink): () => void
}

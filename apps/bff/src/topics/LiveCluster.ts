import type { RunLogRow, RunRow, SampleRow, StreamParams } from '@binnacle/shared'
import type { LogSink } from '../kube/followLog.ts'
import type { ClusterHealth, Informers, Scope, Watched } from '../kube/Source.ts'

/** The runs of Jobs that Binnacle launched in one cluster, and what it saw of each: Sources whose rows Binnacle makes itself. `uid` is the Job's. */
export type RunSources = {
  list(scope: Scope): Watched<RunRow>
  samples(of: { readonly namespace: string; readonly uid: string }): Watched<SampleRow>
  logs(of: { readonly namespace: string; readonly uid: string }): Watched<RunLogRow>
}

/** A cluster as the topics need it: kube's `Cluster` with its logs (`liveContexts` makes one of the other). `subscribe` tells that `health` changed. */
export type LiveCluster = {
  readonly informers: Informers
  readonly runs: RunSources
  readonly health: ClusterHealth
  subscribe(listener: () => void): () => void
  /** Follows one container's log; returns what stops it. */
  follow(params: StreamParams<'pods.logs'>, sink: LogSink): () => void
}

import type { Cluster } from './Cluster.ts'

/** A cluster that nobody else uses, so that anything may happen to its apiserver. */
export interface OwnCluster extends Cluster {
  /** Its connections break at once, and nobody listens any more. */
  killApiserver: () => Promise<void>
  /** Listens again at the same address, with what it held; returns when it is ready. */
  startApiserver: () => Promise<void>
  /** Its connections stay open and silent. */
  freezeApiserver: () => void
  thawApiserver: () => void
  /** Another, empty cluster behind the same address and the same credentials. */
  wipe: () => Promise<void>
  stop: () => Promise<void>
}

import { type RealCluster, runningRealCluster, startRealCluster } from './RealCluster.ts'
import { sharedClusterFolder } from './sharedClusterFolder.ts'

export interface UsedCluster {
  cluster: RealCluster
  /** Ends the cluster if it was started for us; one that was running before goes on. */
  release: () => Promise<void>
}

/** The cluster that `pnpm cluster:up` left running, or else one of our own in `dir`. */
export async function useRealCluster(dir: string): Promise<UsedCluster> {
  const shared = runningRealCluster(sharedClusterFolder())
  if (shared !== undefined) return { cluster: shared, release: async () => undefined }
  const cluster = await startRealCluster({ dir })
  return { cluster, release: () => cluster.stop() }
}

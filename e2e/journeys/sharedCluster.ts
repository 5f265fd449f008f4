import type { Cluster } from '../clusters/Cluster.ts'
import { existingCluster } from '../clusters/existingCluster.ts'
import { runningRealCluster, startRealCluster } from '../clusters/RealCluster.ts'
import { sharedClusterFolder } from '../clusters/sharedClusterFolder.ts'

const nothingToRelease = (): Promise<void> => Promise.resolve()

/** The cluster that the journeys run on: the one `E2E_KUBECONFIG` names, else the one that `pnpm cluster:up` left running, else one that ends with us. */
export async function sharedCluster(): Promise<{ cluster: Cluster; release: () => Promise<void> }> {
  const dir = sharedClusterFolder()
  const running = (await existingCluster()) ?? (await runningRealCluster(dir))
  if (running) return { cluster: running, release: nothingToRelease }
  const cluster = await startRealCluster({ dir })
  return { cluster, release: () => cluster.stop() }
}

import { freePortRange } from '../bench/freePorts.ts'
import { startControlPlane } from './ControlPlane.ts'
import { isSimulated } from './isSimulated.ts'
import type { OwnCluster } from './OwnCluster.ts'
import { startSimulatedCluster } from './startSimulatedCluster.ts'

/** A cluster of one's own in a folder of one's own: a real control plane without a node, or a simulated cluster. Whoever starts it calls `stop`. */
export async function startOwnCluster(dir: string): Promise<OwnCluster> {
  if (isSimulated()) return startSimulatedCluster(dir)
  return startControlPlane({ dir, portBase: await freePortRange(8), controllers: true })
}

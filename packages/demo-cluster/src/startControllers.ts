import type { ClusterParts, Running } from './ClusterParts.ts'
import { startDeployments } from './controllers/startDeployments.ts'
import { startEndpointSlices } from './controllers/startEndpointSlices.ts'
import { startEndpoints } from './controllers/startEndpoints.ts'
import { startGarbageCollector } from './controllers/startGarbageCollector.ts'
import { startJobs } from './controllers/startJobs.ts'
import { startNamespaces } from './controllers/startNamespaces.ts'
import { startReplicaSets } from './controllers/startReplicaSets.ts'
import { startReplicationControllers } from './controllers/startReplicationControllers.ts'
import { startRootCertificates } from './controllers/startRootCertificates.ts'
import { startServiceAccounts } from './controllers/startServiceAccounts.ts'
import { startEventTtl } from './events/startEventTtl.ts'
import { startScheduler } from './scheduler/startScheduler.ts'

const STARTS = [
  startServiceAccounts,
  startRootCertificates,
  startNamespaces,
  startDeployments,
  startReplicaSets,
  startReplicationControllers,
  startJobs,
  startEndpointSlices,
  startEndpoints,
  startGarbageCollector,
  startScheduler,
  startEventTtl,
]

/** Starts what a control plane runs beside its apiserver. */
export function startControllers(parts: ClusterParts): Running {
  const running = STARTS.map((start) => start(parts))
  return {
    stop: () => {
      for (const one of running.toReversed()) one.stop()
    },
  }
}

import { startQuotas } from './admission/quota/startQuotas.ts'
import type { ClusterParts, Running } from './ClusterParts.ts'
import { startCronJobs } from './controllers/startCronJobs.ts'
import { startDaemonSets } from './controllers/startDaemonSets.ts'
import { startDeployments } from './controllers/startDeployments.ts'
import { startEndpointSlices } from './controllers/startEndpointSlices.ts'
import { startEndpoints } from './controllers/startEndpoints.ts'
import { startGarbageCollector } from './controllers/startGarbageCollector.ts'
import { startJobs } from './controllers/startJobs.ts'
import { startKubernetesService } from './controllers/startKubernetesService.ts'
import { startNamespaces } from './controllers/startNamespaces.ts'
import { startNodeLife } from './controllers/startNodeLife.ts'
import { startPodGarbage } from './controllers/startPodGarbage.ts'
import { startReplicaSets } from './controllers/startReplicaSets.ts'
import { startReplicationControllers } from './controllers/startReplicationControllers.ts'
import { startRoleAggregation } from './controllers/startRoleAggregation.ts'
import { startRootCertificates } from './controllers/startRootCertificates.ts'
import { startServiceAccounts } from './controllers/startServiceAccounts.ts'
import { startStatefulSets } from './controllers/startStatefulSets.ts'
import { startTaintEviction } from './controllers/startTaintEviction.ts'
import { startTtlAfterFinished } from './controllers/startTtlAfterFinished.ts'
import { startVolumeBinder } from './controllers/startVolumeBinder.ts'
import { startVolumeProtection } from './controllers/startVolumeProtection.ts'
import { startEventTtl } from './events/startEventTtl.ts'
import { startScheduler } from './scheduler/startScheduler.ts'

const STARTS = [
  startServiceAccounts,
  startRootCertificates,
  startKubernetesService,
  startNamespaces,
  startRoleAggregation,
  startDeployments,
  startReplicaSets,
  startReplicationControllers,
  startStatefulSets,
  startDaemonSets,
  startJobs,
  startCronJobs,
  startTtlAfterFinished,
  startEndpointSlices,
  startEndpoints,
  startVolumeBinder,
  startVolumeProtection,
  startNodeLife,
  startTaintEviction,
  startPodGarbage,
  startGarbageCollector,
  startScheduler,
  startQuotas,
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

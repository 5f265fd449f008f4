import type { ClusterParts, Running } from './ClusterParts.ts'
import { startDeployments } from './controllers/startDeployments.ts'
import { startJobs } from './controllers/startJobs.ts'
import { startReplicaSets } from './controllers/startReplicaSets.ts'
import { startReplicationControllers } from './controllers/startReplicationControllers.ts'
import { startScheduler } from './scheduler/startScheduler.ts'

/** Starts what a control plane runs beside its apiserver. */
export function startControllers(parts: ClusterParts): Running {
  const running = [startDeployments, startReplicaSets, startReplicationControllers, startJobs, startScheduler].map((start) => start(parts))
  return {
    stop: () => {
      for (const one of running.toReversed()) one.stop()
    },
  }
}

import { done, type Result } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import { hasEnded } from '../podState.ts'
import { storedOwnedBy } from '../stored.ts'
import { cleanUpHistory } from './cleanUpHistory.ts'
import type { DeploymentControl, Rollout } from './DeploymentControl.ts'
import { isComplete } from './deploymentStatus.ts'
import { desiredReplicas } from './limits.ts'
import { activeSets, totalOf } from './replicaSets.ts'
import { scaleAll, scaleReplicaSet } from './scaleReplicaSet.ts'
import { syncRevision } from './syncRevision.ts'
import { syncRolloutStatus } from './syncRolloutStatus.ts'

/** One step of a rollout that never has pods of two templates: all old ones go first, and only when the last is gone the new ones come. */
export function recreate(control: DeploymentControl, deployment: Deployment): Result<unknown> {
  const synced = syncRevision(control, deployment, { create: false })
  if (!synced.ok) return synced
  const rollout = synced.value
  const scaled = scaleAll(
    control,
    activeSets(rollout.old).map((set) => ({ deployment: rollout.deployment, set, size: 0 })),
  )
  if (!scaled.ok) return scaled
  if (scaled.value || oldPodsAreLeft(control, rollout)) return syncRolloutStatus(control, rollout)
  const made = rollout.current ? done(rollout) : syncRevision(control, rollout.deployment, { create: true })
  return made.ok ? fill(control, made.value) : made
}

function fill(control: DeploymentControl, rollout: Rollout): Result<unknown> {
  const { deployment, current } = rollout
  if (!current) return done(null)
  const scaled = scaleReplicaSet(control, { deployment, set: current, size: desiredReplicas(deployment) })
  if (!scaled.ok) return scaled
  if (isComplete(deployment, deployment.status)) {
    const cleaned = cleanUpHistory(control, rollout)
    if (!cleaned.ok) return cleaned
  }
  return syncRolloutStatus(control, rollout)
}

function oldPodsAreLeft({ store }: DeploymentControl, { old }: Rollout): boolean {
  return totalOf(old, 'replicas') > 0 || old.some(({ metadata }) => storedOwnedBy(store, 'pods', metadata.uid).some((pod) => !hasEnded(pod)))
}

import type { Result } from '../../Status.ts'
import type { Deployment, ReplicaSet } from '../../workloads.ts'
import { cleanUpHistory } from './cleanUpHistory.ts'
import type { DeploymentControl, Rollout } from './DeploymentControl.ts'
import { deploymentStatus } from './deploymentStatus.ts'
import { desiredReplicas, isRollingUpdate, maxSurge } from './limits.ts'
import { activeSets, largestFirst, oldestFirst, sizeOf, totalOf, totalSize } from './replicaSets.ts'
import { desiredReplicasAnnotation, maxReplicasAnnotation } from './revisions.ts'
import { allSets } from './rolloutOf.ts'
import { type Scale, scaleAll } from './scaleReplicaSet.ts'
import { syncRevision } from './syncRevision.ts'
import { writeStatus } from './writeDeployment.ts'

/** Brings the sets to the Deployment's size without going on with a rollout: after a change of `replicas`, and while it is paused. */
export function resize(control: DeploymentControl, deployment: Deployment): Result<unknown> {
  const synced = syncRevision(control, deployment, { create: false })
  if (!synced.ok) return synced
  const rollout = synced.value
  const scaled = scaleAll(control, scales(rollout))
  if (!scaled.ok) return scaled
  if (rollout.deployment.spec.paused) {
    const cleaned = cleanUpHistory(control, rollout)
    if (!cleaned.ok) return cleaned
  }
  return writeStatus(control, rollout.deployment, { status: deploymentStatus(rollout, control.clock.now()) })
}

function scales(rollout: Rollout): readonly Scale[] {
  const { deployment, current, old } = rollout
  const desired = desiredReplicas(deployment)
  const active = activeSets(allSets(rollout))
  if (active.length <= 1) {
    const only = active[0] ?? current ?? oldestFirst(old).at(-1)
    return only ? [{ deployment, set: only, size: desired }] : []
  }
  if (current && isSaturated(deployment, current)) return activeSets(old).map((set) => ({ deployment, set, size: 0 }))
  return isRollingUpdate(deployment) ? proportional(deployment, active) : []
}

function isSaturated(deployment: Deployment, set: ReplicaSet): boolean {
  const desired = desiredReplicas(deployment)
  return sizeOf(set) === desired && desiredReplicasAnnotation(set) === desired && totalOf([set], 'availableReplicas') === desired
}

/** Shares out what is to be added or taken by the sizes of the sets; what rounding leaves falls to the largest. */
function proportional(deployment: Deployment, active: readonly ReplicaSet[]): readonly Scale[] {
  const desired = desiredReplicas(deployment)
  const toAdd = (desired > 0 ? desired + maxSurge(deployment) : 0) - totalSize(active)
  const sets = toAdd === 0 ? active : largestFirst(active, toAdd > 0)
  let added = 0
  const sizes = sets.map((set) => {
    const share = shareOf(deployment, set, toAdd - added)
    added += share
    return sizeOf(set) + share
  })
  return sets.map((set, index) => {
    const size = (sizes[index] ?? 0) + (index === 0 ? toAdd - added : 0)
    return { deployment, set, size: Math.max(0, size), force: true }
  })
}

/** Never more than is left to add, or to take where that is negative. */
function shareOf(deployment: Deployment, set: ReplicaSet, left: number): number {
  if (left === 0) return 0
  const share = fractionOf(deployment, set)
  return left > 0 ? Math.min(share, left) : Math.max(share, left)
}

function fractionOf(deployment: Deployment, set: ReplicaSet): number {
  const desired = desiredReplicas(deployment)
  const size = sizeOf(set)
  if (desired === 0) return -size
  const before = maxReplicasAnnotation(set) || deployment.status?.replicas
  return before ? Math.round((size * (desired + maxSurge(deployment))) / before) - size : 0
}

/** Whether the Deployment's size was changed since its sets were last scaled. */
export function isResized({ deployment, ...rollout }: Rollout): boolean {
  const desired = desiredReplicas(deployment)
  return activeSets(allSets({ deployment, ...rollout })).some((set) => (desiredReplicasAnnotation(set) ?? desired) !== desired)
}

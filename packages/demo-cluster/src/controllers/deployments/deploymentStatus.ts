import type { Deployment } from '../../workloads.ts'
import { omitEmpty } from '../omitEmpty.ts'
import { type Conditions, newCondition, withCondition } from './conditions.ts'
import type { DeploymentStatus, Rollout } from './DeploymentControl.ts'
import { desiredReplicas, maxUnavailable } from './limits.ts'
import { totalOf, totalSize } from './replicaSets.ts'
import { allSets } from './rolloutOf.ts'

/** The status that the ReplicaSets give, with the Available condition. */
export function deploymentStatus(rollout: Rollout, now: number): DeploymentStatus {
  const { deployment, current } = rollout
  const sets = allSets(rollout)
  const availableReplicas = totalOf(sets, 'availableReplicas')
  const untold = sets.some(({ status }) => status?.observedGeneration !== undefined && status.terminatingReplicas === undefined)
  return {
    ...omitEmpty({
      observedGeneration: deployment.metadata.generation,
      replicas: totalOf(sets, 'replicas'),
      updatedReplicas: totalOf([current], 'replicas'),
      readyReplicas: totalOf(sets, 'readyReplicas'),
      availableReplicas,
      unavailableReplicas: Math.max(0, totalSize(sets) - availableReplicas),
    }),
    ...(untold ? {} : { terminatingReplicas: totalOf(sets, 'terminatingReplicas') }),
    ...(deployment.status?.collisionCount === undefined ? {} : { collisionCount: deployment.status.collisionCount }),
    conditions: withAvailable(deployment, { availableReplicas, now }),
  }
}

function withAvailable(deployment: Deployment, { availableReplicas, now }: { readonly availableReplicas: number; readonly now: number }): Conditions {
  const enough = availableReplicas >= desiredReplicas(deployment) - maxUnavailable(deployment)
  const news = enough
    ? ({ status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' } as const)
    : ({ status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' } as const)
  return withCondition(deployment.status?.conditions ?? [], newCondition({ type: 'Available', ...news }, now))
}

/** Every pod is of the present template and available, and no other is left. */
export function isComplete(deployment: Deployment, status: DeploymentStatus | undefined): boolean {
  const desired = desiredReplicas(deployment)
  const all = [status?.updatedReplicas, status?.replicas, status?.availableReplicas].every((count) => (count ?? 0) === desired)
  return all && (status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
}

/** More pods of the present template, fewer of others, more ready or more available than the status said until now. */
export function isProgressing({ status: before }: Deployment, status: DeploymentStatus): boolean {
  const old = (of: DeploymentStatus | undefined) => (of?.replicas ?? 0) - (of?.updatedReplicas ?? 0)
  const more = (count: 'updatedReplicas' | 'readyReplicas' | 'availableReplicas') => (status[count] ?? 0) > (before?.[count] ?? 0)
  return more('updatedReplicas') || old(status) < old(before) || more('readyReplicas') || more('availableReplicas')
}

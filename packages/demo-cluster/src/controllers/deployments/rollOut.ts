import { done, type Result } from '../../Status.ts'
import type { Deployment, ReplicaSet } from '../../workloads.ts'
import { cleanUpHistory } from './cleanUpHistory.ts'
import { sizeOfCurrent } from './createReplicaSet.ts'
import type { DeploymentControl, Rollout } from './DeploymentControl.ts'
import { isComplete } from './deploymentStatus.ts'
import { desiredReplicas, maxUnavailable } from './limits.ts'
import { activeSets, oldestFirst, sizeOf, totalOf, totalSize } from './replicaSets.ts'
import { type Scale, scaleAll, scaleReplicaSet } from './scaleReplicaSet.ts'
import { syncRevision } from './syncRevision.ts'
import { syncRolloutStatus } from './syncRolloutStatus.ts'

/** One step of a rolling update: up as far as the surge allows, or else down as far as availability allows. */
export function rollOut(control: DeploymentControl, deployment: Deployment): Result<unknown> {
  const synced = syncRevision(control, deployment, { create: true })
  if (!synced.ok) return synced
  const rollout = synced.value
  const { current } = rollout
  if (!current) return done(null)
  const grown = scaleReplicaSet(control, { deployment: rollout.deployment, set: current, size: nextSize(rollout, current) })
  if (!grown.ok) return grown
  const shrunk = grown.value.changed ? done(true) : shrinkOld(control, { ...rollout, current })
  if (!shrunk.ok) return shrunk
  if (!shrunk.value && isComplete(rollout.deployment, rollout.deployment.status)) {
    const cleaned = cleanUpHistory(control, rollout)
    if (!cleaned.ok) return cleaned
  }
  return syncRolloutStatus(control, rollout)
}

function nextSize(rollout: Rollout, current: ReplicaSet): number {
  const desired = desiredReplicas(rollout.deployment)
  return sizeOf(current) >= desired ? desired : sizeOfCurrent(rollout, sizeOf(current))
}

/** Takes unavailable pods of old sets first, which cost nothing, then as many available ones as may be missing. */
function shrinkOld(control: DeploymentControl, { deployment, current, old }: Rollout & { readonly current: ReplicaSet }): Result<boolean> {
  const active = oldestFirst(activeSets(old))
  if (active.length === 0) return done(false)
  const least = desiredReplicas(deployment) - maxUnavailable(deployment)
  const unavailableOfCurrent = sizeOf(current) - totalOf([current], 'availableReplicas')
  const most = totalSize([...old, current]) - least - unavailableOfCurrent
  if (most <= 0 || [...old, current].some(lagsBehind)) return done(false)
  const cleaned = shrink(control, takeFrom(deployment, active, { most, of: (set) => sizeOf(set) - totalOf([set], 'availableReplicas') }))
  if (!cleaned.ok) return cleaned
  const left = active.map((set) => cleaned.value.get(set.metadata.uid) ?? set)
  const spare = totalOf([...left, current], 'availableReplicas') - least
  const scales = takeFrom(deployment, left, { most: spare, of: sizeOf })
  const scaled = scaleAll(control, scales)
  return scaled.ok ? done(scaled.value || cleaned.value.size > 0) : scaled
}

/**
 * A set that has not yet noticed its last size, or reports more available pods than it is asked for: what it says of available pods is not true any more. Upstream only
 * gives up where the numbers contradict each other; waiting keeps its promise in every case.
 */
function lagsBehind(set: ReplicaSet): boolean {
  return (set.metadata.generation ?? 0) > (set.status?.observedGeneration ?? 0) || totalOf([set], 'availableReplicas') > sizeOf(set)
}

type Take = { readonly most: number; readonly of: (set: ReplicaSet) => number }

/** Takes up to `most` pods in all, from each set at most what `of` says. */
function takeFrom(deployment: Deployment, sets: readonly ReplicaSet[], { most, of }: Take): readonly Scale[] {
  let left = Math.max(0, most)
  const scales: Scale[] = []
  for (const set of sets) {
    const taken = Math.min(left, sizeOf(set), Math.max(0, of(set)))
    if (taken > 0) scales.push({ deployment, set, size: sizeOf(set) - taken })
    left -= taken
  }
  return scales
}

/** The sets as they are after it, by uid. */
function shrink(control: DeploymentControl, scales: readonly Scale[]): Result<ReadonlyMap<string, ReplicaSet>> {
  const sets = new Map<string, ReplicaSet>()
  for (const scale of scales) {
    const scaled = scaleReplicaSet(control, scale)
    if (!scaled.ok) return scaled
    sets.set(scale.set.metadata.uid, scaled.value.set)
  }
  return done(sets)
}

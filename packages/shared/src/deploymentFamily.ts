import type { Family } from './family.ts'
import { rolloutStep } from './rolloutStatus.ts'
import type { DeploymentRow } from './workloadRows.ts'

/** Too few available pods are no news for this long (seconds): as long as a pod may take to become ready. */
const UNAVAILABLE_IS_NORMAL = 30
/** The reason of a Deployment whose last rollout is over. What changes then is no rollout. */
const ROLLED_OUT = 'NewReplicaSetAvailable'

type Judged = Pick<
  DeploymentRow,
  | 'generation'
  | 'observedGeneration'
  | 'desired'
  | 'replicas'
  | 'updated'
  | 'available'
  | 'paused'
  | 'progressing'
  | 'availability'
  | 'replicaFailure'
  | 'deletedAt'
>

/**
 * The family of a Deployment at `now` (seconds by the cluster's clock). A stuck rollout and pods that cannot be made are `fail`; paused and scaled to 0 are `off`:
 * somebody meant it. Too few available pods want attention, paused or not, unless a rollout is on its way.
 */
export function deploymentFamily(row: Judged, now: number): Family {
  if (row.deletedAt !== null) return 'leaving'
  const step = rolloutStep(row)
  if (step === 'unobserved') return 'progress'
  if (step === 'failed' || row.replicaFailure?.status === 'True') return 'fail'
  if (row.desired === 0) return row.replicas === 0 ? 'off' : 'progress'
  if (row.paused) return isUnavailable(row, now) ? 'attention' : 'off'
  if (step === 'done') return isUnavailable(row, now) ? 'attention' : 'ok'
  if (step === 'becoming available' && isRolledOut(row)) return isUnavailableOfLate(row, now) ? 'progress' : 'attention'
  return 'progress'
}

/** Pods that were there and are not available now. A Deployment without a progress deadline never says that it rolled out. */
function isRolledOut({ progressing }: Judged): boolean {
  return progressing === null || progressing.reason === ROLLED_OUT
}

function isUnavailable(row: Judged, now: number): boolean {
  return row.availability?.status === 'False' && !isUnavailableOfLate(row, now)
}

function isUnavailableOfLate({ availability }: Judged, now: number): boolean {
  return availability?.status === 'False' && availability.since !== null && now - availability.since < UNAVAILABLE_IS_NORMAL
}

import { done, type Result } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import { condition, newCondition, withCondition } from './conditions.ts'
import type { DeploymentControl } from './DeploymentControl.ts'
import { deploymentStatus } from './deploymentStatus.ts'
import { isRollingUpdate, progressDeadline } from './limits.ts'
import { recreate } from './recreate.ts'
import { isResized, resize } from './resize.ts'
import { rollOut } from './rollOut.ts'
import { claimReplicaSets } from './rolloutOf.ts'
import { syncRevision } from './syncRevision.ts'
import { writeStatus } from './writeDeployment.ts'

/** One turn for one Deployment. */
export function reconcileDeployment(control: DeploymentControl, deployment: Deployment): Result<unknown> {
  const claimed = claimReplicaSets(control, deployment)
  if (!claimed.ok) return claimed
  if (deployment.metadata.deletionTimestamp !== undefined) return tellOnly(control, deployment)
  const noted = notePause(control, deployment)
  if (!noted.ok) return noted
  if (noted.value.spec.paused) return resize(control, noted.value)
  const synced = syncRevision(control, noted.value, { create: false })
  if (!synced.ok) return synced
  const rollout = synced.value
  if (isResized(rollout)) return resize(control, rollout.deployment)
  return isRollingUpdate(rollout.deployment) ? rollOut(control, rollout.deployment) : recreate(control, rollout.deployment)
}

function tellOnly(control: DeploymentControl, deployment: Deployment): Result<unknown> {
  const synced = syncRevision(control, deployment, { create: false })
  return synced.ok ? writeStatus(control, synced.value.deployment, { status: deploymentStatus(synced.value, control.clock.now()) }) : synced
}

/** A pause and its end are told in the Progressing condition, so that the deadline starts anew; a rollout that timed out stays so. */
function notePause(control: DeploymentControl, deployment: Deployment): Result<Deployment> {
  const conditions = deployment.status?.conditions ?? []
  const reason = condition(conditions, 'Progressing')?.reason
  const paused = deployment.spec.paused === true
  if (progressDeadline(deployment) === null || reason === 'ProgressDeadlineExceeded' || paused === (reason === 'DeploymentPaused')) return done(deployment)
  const news = paused ? { reason: 'DeploymentPaused', message: 'Deployment is paused' } : { reason: 'DeploymentResumed', message: 'Deployment is resumed' }
  const next = newCondition({ type: 'Progressing', status: 'Unknown', ...news }, control.clock.now())
  return writeStatus(control, deployment, { status: { ...deployment.status, conditions: withCondition(conditions, next) } })
}

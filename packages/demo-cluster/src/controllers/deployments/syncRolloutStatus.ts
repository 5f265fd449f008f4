import { isDeepStrictEqual } from 'node:util'
import type { Condition } from '../../kinds.ts'
import { done, type Result } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import { type Conditions, condition, newCondition, withCondition, without } from './conditions.ts'
import type { DeploymentControl, DeploymentStatus, Rollout } from './DeploymentControl.ts'
import { deploymentStatus, isComplete, isProgressing } from './deploymentStatus.ts'
import { progressDeadline } from './limits.ts'
import { allSets } from './rolloutOf.ts'
import { writeStatus } from './writeDeployment.ts'

/** Later than the deadline by this much, so that whole seconds cannot hide that it has passed. */
const AFTER_DEADLINE_MS = 1_000

/** Writes the status of a rollout: counts, Available, how it progresses, and what keeps a ReplicaSet from making pods. */
export function syncRolloutStatus(control: DeploymentControl, rollout: Rollout): Result<unknown> {
  const { deployment } = rollout
  const now = control.clock.now()
  const counted = deploymentStatus(rollout, now)
  const progressed = withProgress(rollout, counted, now)
  const failure = replicaFailure(rollout)
  const conditions = failure ? withCondition(progressed, failure) : without(progressed, 'ReplicaFailure')
  const status: DeploymentStatus = { ...counted, conditions }
  if (!isDeepStrictEqual(status, deployment.status)) return writeStatus(control, deployment, { status })
  watchDeadline(control, deployment)
  return done(null)
}

function withProgress(rollout: Rollout, status: DeploymentStatus, now: number): Conditions {
  const { deployment, current } = rollout
  const conditions = status.conditions ?? []
  const deadline = progressDeadline(deployment)
  if (deadline === null) return without(conditions, 'Progressing')
  const before = condition(conditions, 'Progressing')
  if (status.replicas === status.updatedReplicas && before?.reason === 'NewReplicaSetAvailable') return conditions
  const subject = current ? `ReplicaSet "${current.metadata.name}"` : `Deployment "${deployment.metadata.name}"`
  const news = (status: Condition['status'], reason: string, did: string) =>
    newCondition({ type: 'Progressing', status, reason, message: `${subject} ${did}` }, now)
  if (isComplete(deployment, status)) return withCondition(conditions, news('True', 'NewReplicaSetAvailable', 'has successfully progressed.'))
  if (isProgressing(deployment, status)) {
    const next = news('True', 'ReplicaSetUpdated', 'is progressing.')
    const since = before?.status === 'True' ? before.lastTransitionTime : next.lastTransitionTime
    return [...without(conditions, 'Progressing'), since === undefined ? next : { ...next, lastTransitionTime: since }]
  }
  return hasTimedOut(before, deadline, now) ? withCondition(conditions, news('False', 'ProgressDeadlineExceeded', 'has timed out progressing.')) : conditions
}

function hasTimedOut(before: Condition | undefined, deadline: number, now: number): boolean {
  if (!before || before.reason === 'NewReplicaSetAvailable') return false
  return before.reason === 'ProgressDeadlineExceeded' || Date.parse(before.lastUpdateTime ?? '') + deadline * 1000 < now
}

/** What a ReplicaSet reports of pods that it cannot make, the present one's first. */
function replicaFailure({ current, ...rollout }: Rollout): Condition | undefined {
  const sets = current ? [current, ...rollout.old] : allSets({ current, ...rollout })
  const failure = sets.map(({ status }) => condition(status?.conditions, 'ReplicaFailure')).find((each) => each !== undefined)
  return failure && { ...failure, ...(failure.lastTransitionTime === undefined ? {} : { lastUpdateTime: failure.lastTransitionTime }) }
}

/** Nothing else would wake a rollout that stands still when its time is over. */
function watchDeadline({ clock, lookAgain }: DeploymentControl, deployment: Deployment): void {
  const deadline = progressDeadline(deployment)
  const progressing = condition(deployment.status?.conditions, 'Progressing')
  if (deadline === null || !progressing || progressing.reason === 'ProgressDeadlineExceeded' || isComplete(deployment, deployment.status)) return
  const left = Date.parse(progressing.lastUpdateTime ?? '') + deadline * 1000 - clock.now() + AFTER_DEADLINE_MS
  if (left > 0) lookAgain(deployment, left)
}

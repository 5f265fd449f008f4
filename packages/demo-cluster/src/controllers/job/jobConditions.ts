import type { Condition } from '../../kinds.ts'
import { timestamp } from '../../objects.ts'
import type { Job } from '../../workloads.ts'

type Said = { readonly reason: string; readonly message: string }

export function jobCondition(type: string, { reason, message }: Said, now: number): Condition {
  return { type, status: 'True', lastProbeTime: timestamp(now), lastTransitionTime: timestamp(now), reason, message }
}

export function holds({ status }: Job, type: string): Condition | undefined {
  return status?.conditions?.find((condition) => condition.type === type && condition.status === 'True')
}

export function hasFinished(job: Job): boolean {
  return holds(job, 'Complete') !== undefined || holds(job, 'Failed') !== undefined
}

/** Why a Job has to fail now; null while it has not. Reasons and messages are upstream's. */
export function failureOf(job: Job, { failed, restarts, now }: { readonly failed: number; readonly restarts: number; readonly now: number }): Said | null {
  const { backoffLimit = 6, template } = job.spec
  const onFailure = template.spec.restartPolicy === 'OnFailure'
  const tooManyRestarts = onFailure && (backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit)
  if (failed > backoffLimit || tooManyRestarts) return { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' }
  const left = untilDeadline(job, now)
  return left !== null && left <= 0 ? { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' } : null
}

/** Milliseconds until the deadline; null where there is none, or none that runs. */
export function untilDeadline({ spec, status }: Job, now: number): number | null {
  if (spec.activeDeadlineSeconds === undefined || !status?.startTime || spec.suspend) return null
  return Date.parse(status.startTime) + spec.activeDeadlineSeconds * 1000 - now
}

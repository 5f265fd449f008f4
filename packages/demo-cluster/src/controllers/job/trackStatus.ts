import type { Condition, Pod } from '../../kinds.ts'
import { timestamp } from '../../objects.ts'
import { done, type Result } from '../../Status.ts'
import type { Job } from '../../workloads.ts'
import { omitEmpty } from '../omitEmpty.ts'
import type { Counted } from './countPods.ts'
import { writeIndexes } from './indexIntervals.ts'
import { type JobControl, type JobStatus, jobOptions } from './JobControl.ts'
import { holds, jobCondition } from './jobConditions.ts'
import { hasFailed, indexOf, isIndexed, isTracked } from './jobPod.ts'
import { untrack } from './jobPods.ts'

export type Tracking = {
  readonly counted: Counted
  /** As it would be written, before pods that have ended are counted. */
  readonly status: JobStatus
  /** SuccessCriteriaMet, FailureTarget, or Failed where the target was set before. */
  readonly end: Condition | null
}

/**
 * Counts pods that have ended in three steps, so that none is counted twice or lost: their uids into `uncountedTerminatedPods`, their finalizers off, their numbers up.
 * When all are counted and none terminates, the Job gets its last condition.
 */
export function trackStatus(control: JobControl, job: Job, { counted, status, end }: Tracking): Result<Job> {
  const ended = endedPods(job, counted, end)
  const listed = written(control, job, withInterim(listEnded(job, { counted, status, end }), end))
  if (!listed.ok) return listed
  control.failures.set(job.metadata.uid, counted.failures)
  for (const pod of ended) {
    const free = untrack(control.parts, pod)
    if (!free.ok) return free
  }
  const now = control.parts.clock.now()
  const { status: before = {} } = listed.value
  const settled = settle(before, new Set())
  const last = end && settled.terminating === 0 ? lastCondition(end, now) : null
  const final = last
    ? { ...settled, conditions: [...(settled.conditions ?? []), last], ...(last.type === 'Complete' ? { completionTime: timestamp(now) } : {}) }
    : settled
  const finished = written(control, listed.value, final)
  if (finished.ok && last) tellEnd(control, job, last)
  return finished
}

/** Pods that nothing keeps any more. */
function endedPods(job: Job, { pods }: Counted, end: Condition | null): readonly Pod[] {
  const all = end !== null || job.metadata.deletionTimestamp !== undefined
  return pods.filter((pod) => isTracked(pod) && (all || pod.status?.phase === 'Succeeded' || hasFailed(pod, job)))
}

function listEnded(job: Job, { counted, status, end }: Tracking): JobStatus {
  const tracked = new Set(counted.pods.filter(isTracked).map(({ metadata }) => metadata.uid))
  const settled = settle(status, tracked)
  const succeeded = [...(settled.uncountedTerminatedPods?.succeeded ?? [])]
  const failed = [...(settled.uncountedTerminatedPods?.failed ?? [])]
  for (const pod of endedPods(job, counted, end)) {
    const { uid } = pod.metadata
    const placed = !isIndexed(job) || indexOf(pod, job) !== null
    if (pod.status?.phase === 'Succeeded' && !failed.includes(uid)) {
      if (!isIndexed(job) && !succeeded.includes(uid)) succeeded.push(uid)
    } else if (placed && !failed.includes(uid) && (hasFailed(pod, job) || (end !== null && end.type !== 'SuccessCriteriaMet'))) failed.push(uid)
  }
  const indexed = isIndexed(job) ? omitEmpty({ succeeded: counted.indexes.size, completedIndexes: writeIndexes(counted.indexes) }) : {}
  return { ...settled, ...indexed, uncountedTerminatedPods: omitEmpty({ succeeded, failed }) }
}

/** Counts the uids of pods that are no longer tracked. */
function settle(status: JobStatus, tracked: ReadonlySet<string>): JobStatus {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {}
  const isTrackedUid = (uid: string) => tracked.has(uid)
  const [keptSucceeded, keptFailed] = [succeeded.filter(isTrackedUid), failed.filter(isTrackedUid)]
  return {
    ...status,
    ...omitEmpty({
      succeeded: (status.succeeded ?? 0) + succeeded.length - keptSucceeded.length,
      failed: (status.failed ?? 0) + failed.length - keptFailed.length,
    }),
    uncountedTerminatedPods: omitEmpty({ succeeded: keptSucceeded, failed: keptFailed }),
  }
}

function withInterim(status: JobStatus, end: Condition | null): JobStatus {
  const known = status.conditions?.some(({ type }) => type === end?.type)
  return end && !known && end.type !== 'Failed' ? { ...status, conditions: [...(status.conditions ?? []), end] } : status
}

function lastCondition({ type, reason = '', message = '' }: Condition, now: number): Condition {
  return jobCondition(type === 'SuccessCriteriaMet' ? 'Complete' : 'Failed', { reason, message }, now)
}

function tellEnd({ events }: JobControl, job: Job, { type, reason = '', message = '' }: Condition): void {
  if (type === 'Complete') events.record(job, { type: 'Normal', reason: 'Completed', message: 'Job completed' })
  else events.record(job, { type: 'Warning', reason, message })
}

function written({ parts }: JobControl, job: Job, status: JobStatus): Result<Job> {
  if (job.status && JSON.stringify(ordered(status)) === JSON.stringify(ordered(job.status))) return done(job)
  const { namespace, name } = job.metadata
  const result = parts.api.update({ resource: 'jobs.batch', namespace, name, subresource: 'status' }, { ...job, status }, jobOptions)
  return result.ok ? done(result.value as Job) : result
}

function ordered(status: JobStatus): unknown {
  return Object.entries(status).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The condition that a Job was given before as what it comes to, if it was. */
export function earlierEnd(job: Job): Condition | null {
  const failure = holds(job, 'FailureTarget')
  return holds(job, 'SuccessCriteriaMet') ?? (failure ? { ...failure, type: 'Failed' } : null)
}

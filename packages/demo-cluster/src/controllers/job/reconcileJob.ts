import type { Condition } from '../../kinds.ts'
import { timestamp } from '../../objects.ts'
import { done, type Result } from '../../Status.ts'
import type { Job } from '../../workloads.ts'
import { omitEmpty } from '../omitEmpty.ts'
import { type Counted, countPods } from './countPods.ts'
import type { JobControl, JobStatus } from './JobControl.ts'
import { failureOf, hasFinished, jobCondition, untilDeadline } from './jobConditions.ts'
import { jobPods } from './jobPods.ts'
import { endPods, type Managed, managePods } from './managePods.ts'
import { earlierEnd, trackStatus } from './trackStatus.ts'

const REACHED = { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }

/** One turn of a Job, in upstream's order: count, decide whether it is over, start or end pods, write. Gives the milliseconds until it has to be looked at again. */
export function reconcileJob(control: JobControl, stored: Job): Result<number | null> {
  const { clock } = control.parts
  if (hasFinished(stored)) {
    control.failures.delete(stored.metadata.uid)
    return done(null)
  }
  const pods = jobPods(control, stored)
  if (!pods.ok) return pods
  const now = clock.now()
  const job = started(stored, now)
  const counted = countPods(job, pods.value, control.failures.get(job.metadata.uid))
  const over = earlierEnd(job) ?? failureCondition(job, counted, now)
  const managed = over ? endPods(control, job, counted) : job.metadata.deletionTimestamp === undefined ? managePods(control, job, counted) : untouched(counted)
  const end = over ? (managed.active === 0 ? over : null) : isComplete(job, counted, managed) ? jobCondition('SuccessCriteriaMet', REACHED, now) : null
  const resumed = over || end || job.metadata.deletionTimestamp !== undefined ? job : withSuspension(control, job, now)
  const tracked = trackStatus(control, stored, { counted, status: statusOf(resumed, managed), end })
  if (!tracked.ok) return tracked
  if (!managed.result.ok) return managed.result
  const waits = [managed.again, hasFinished(tracked.value) ? null : untilDeadline(tracked.value, now)].filter((one) => one !== null && one > 0)
  return done(waits.length === 0 ? null : Math.min(...waits.map(Number)))
}

function untouched(counted: Counted): Managed {
  return { ...counted, active: counted.active.length, result: done(null), again: null }
}

function started(job: Job, now: number): Job {
  return job.status?.startTime || job.spec.suspend ? job : { ...job, status: { ...job.status, startTime: timestamp(now) } }
}

function failureCondition(job: Job, { failed, restarts }: Counted, now: number): Condition | null {
  const why = failureOf(job, { failed, restarts, now })
  return why && jobCondition('FailureTarget', why, now)
}

function isComplete({ spec }: Job, { succeeded }: Counted, { active }: Managed): boolean {
  return active === 0 && (spec.completions === undefined ? succeeded > 0 : succeeded >= spec.completions)
}

/** Sets or clears Suspended, and tells so; a Job starts anew when it goes on. */
function withSuspension({ events, parts }: JobControl, job: Job, now: number): Job {
  const { startTime: _, ...status } = job.status ?? {}
  const conditions = status.conditions ?? []
  const known = conditions.find(({ type }) => type === 'Suspended')
  const suspended = job.spec.suspend === true
  if ((known?.status === 'True') === suspended) return job
  const said = suspended ? { reason: 'JobSuspended', message: 'Job suspended' } : { reason: 'JobResumed', message: 'Job resumed' }
  const condition: Condition = { ...jobCondition('Suspended', said, now), status: suspended ? 'True' : 'False' }
  events.record(job, { type: 'Normal', reason: suspended ? 'Suspended' : 'Resumed', message: said.message })
  const others = conditions.filter(({ type }) => type !== 'Suspended')
  const next = { ...status, conditions: known ? conditions.map((one) => (one === known ? condition : one)) : [...others, condition] }
  return { ...job, status: suspended ? next : { ...next, startTime: timestamp(parts.clock.now()) } }
}

function statusOf({ status }: Job, { active, ready, terminating }: Managed): JobStatus {
  const { active: _, ...rest } = status ?? {}
  return { ...rest, ...omitEmpty({ active }), ready, terminating, uncountedTerminatedPods: status?.uncountedTerminatedPods ?? {} }
}

import { timestamp } from '../../objects.ts'
import { done, type Result } from '../../Status.ts'
import type { CronJob, Job } from '../../workloads.ts'
import { controllerReference } from '../controllerOf.ts'
import { isOfNamespaceThatGoes } from '../podControl.ts'
import { type CronControl, type CronStatus, cronOptions, deleteJob, endOf } from './CronControl.ts'
import { type CronSchedule, cronSchedule } from './cronSchedule.ts'
import { seeJobs } from './seeJobs.ts'
import { unmetTime } from './unmetTime.ts'

const UTC = new Set(['UTC', 'Etc/UTC', 'GMT', 'Local'])
/** Upstream looks a moment after the scheduled one, so as never to look before it. */
const LATER_MS = 100
const KEPT = { Complete: 3, Failed: 1 }

/** One turn of a CronJob. Gives the milliseconds until it has to be looked at again; null where only a change can matter. */
export function reconcileCronJob(control: CronControl, cronJob: CronJob, jobs: readonly Job[]): Result<number | null> {
  const status = seeJobs(control, cronJob, jobs)
  const seen: CronJob = { ...cronJob, status }
  const turn = cronJob.metadata.deletionTimestamp === undefined ? schedule(control, seen) : { status, result: done(null), again: null }
  const cleaned = removeOld(control, cronJob, jobs)
  const { namespace, name } = cronJob.metadata
  const written =
    JSON.stringify(turn.status) === JSON.stringify(cronJob.status ?? {})
      ? done(null)
      : control.parts.api.update({ resource: 'cronjobs.batch', namespace, name, subresource: 'status' }, { ...cronJob, status: turn.status }, cronOptions)
  const failed = [turn.result, cleaned, written].find(({ ok }) => !ok)
  return failed && !failed.ok ? failed : done(turn.again)
}

type Turn = { readonly status: CronStatus; readonly result: Result<unknown>; readonly again: number | null }

function schedule(control: CronControl, cronJob: CronJob): Turn {
  const { spec, status = {} } = cronJob
  const warn = (reason: string, message: string): Turn => {
    control.events.record(cronJob, { type: 'Warning', reason, message })
    return { status, result: done(null), again: null }
  }
  if (spec.timeZone !== undefined && !UTC.has(spec.timeZone)) {
    return warn('UnknownTimeZone', `invalid timeZone: ${JSON.stringify(spec.timeZone)}: unknown time zone ${spec.timeZone}`)
  }
  if (spec.suspend) return { status, result: done(null), again: null }
  const times = cronSchedule(spec.schedule)
  if (typeof times === 'string') return warn('UnparseableSchedule', `unparseable schedule: ${JSON.stringify(spec.schedule)} : ${times}`)
  const now = control.parts.clock.now()
  const next = times.next(now)
  const again = next === null ? null : next + LATER_MS - now
  return { ...startDue(control, cronJob, times), again }
}

function startDue(control: CronControl, cronJob: CronJob, times: CronSchedule): Omit<Turn, 'again'> {
  const { events, parts } = control
  const { spec, status = {}, metadata } = cronJob
  const nothing = { status, result: done(null) }
  const { at, many } = unmetTime(cronJob, times, parts.clock.now())
  if (at === null) return nothing
  if (many) {
    const message = 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew'
    events.record(cronJob, { type: 'Warning', reason: 'TooManyMissedTimes', message })
  }
  if (status.active?.some(({ name }) => name === jobName(metadata.name, at)) || status.lastScheduleTime === timestamp(at)) return nothing
  const active = status.active ?? []
  if (spec.concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid'
    events.record(cronJob, { type: 'Normal', reason: 'JobAlreadyActive', message })
    return nothing
  }
  const replaced = spec.concurrencyPolicy === 'Replace' ? active : []
  for (const job of replaced) {
    const removed = deleteJob(control, cronJob, job)
    if (!removed.ok) return { status, result: removed }
  }
  return start(control, cronJob, { at, active: active.filter((job) => !replaced.includes(job)) })
}

type Start = { readonly at: number; readonly active: NonNullable<CronStatus['active']> }

function start({ parts, events }: CronControl, cronJob: CronJob, { at, active }: Start): Omit<Turn, 'again'> {
  const { metadata, spec, status = {} } = cronJob
  const { labels, annotations } = spec.jobTemplate.metadata ?? {}
  const name = jobName(metadata.name, at)
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      ...(labels ? { labels } : {}),
      annotations: { ...annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(at) },
      ownerReferences: [controllerReference({ ...cronJob, apiVersion: 'batch/v1', kind: 'CronJob' })],
    },
    spec: spec.jobTemplate.spec,
  }
  const created = parts.api.create('jobs.batch', job, cronOptions)
  if (!created.ok) {
    if (created.status.code === 409) return { status, result: done(null) }
    if (!isOfNamespaceThatGoes(created))
      events.record(cronJob, { type: 'Warning', reason: 'FailedCreate', message: `Error creating job: ${created.status.message}` })
    return { status, result: isOfNamespaceThatGoes(created) ? done(null) : created }
  }
  events.record(cronJob, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created job ${name}` })
  const { uid, namespace = '' } = created.value.metadata
  const reference = { apiVersion: 'batch/v1', kind: 'Job', name, namespace, uid, resourceVersion: created.value.metadata.resourceVersion }
  return { status: { ...status, active: [...active, reference], lastScheduleTime: timestamp(at) }, result: done(null) }
}

function jobName(cronJob: string, at: number): string {
  return `${cronJob}-${Math.floor(at / 60_000)}`
}

/** Finished Jobs beyond the history limits go, the oldest first. */
function removeOld(control: CronControl, cronJob: CronJob, jobs: readonly Job[]): Result<unknown> {
  const { successfulJobsHistoryLimit = KEPT.Complete, failedJobsHistoryLimit = KEPT.Failed } = cronJob.spec
  const beyond = (type: string, limit: number) => {
    const ended = jobs.filter((job) => endOf(job)?.type === type && job.metadata.deletionTimestamp === undefined)
    return ended.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1)).slice(0, Math.max(0, ended.length - limit))
  }
  for (const { metadata } of [...beyond('Complete', successfulJobsHistoryLimit), ...beyond('Failed', failedJobsHistoryLimit)]) {
    const removed = deleteJob(control, cronJob, { namespace: metadata.namespace, name: metadata.name })
    if (!removed.ok) return removed
  }
  return done(null)
}

function startOf({ status, metadata }: Job): string {
  return status?.startTime ?? metadata.creationTimestamp
}

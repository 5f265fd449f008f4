import type { CronJob, Job } from '../../workloads.ts'
import { type CronControl, type CronStatus, endOf } from './CronControl.ts'

/** The status of a CronJob with what has become of its Jobs; tells of those that ended, are missing, or were made by somebody else. */
export function seeJobs({ events }: CronControl, cronJob: CronJob, jobs: readonly Job[]): CronStatus {
  const status = cronJob.status ?? {}
  const tell = (type: 'Normal' | 'Warning', reason: string, message: string) => events.record(cronJob, { type, reason, message })
  let active = status.active ?? []
  let successful = status.lastSuccessfulTime
  for (const job of jobs) {
    const listed = active.some(({ uid }) => uid === job.metadata.uid)
    const end = endOf(job)
    if (!listed && !end) tell('Warning', 'UnexpectedJob', `Saw a job that the controller did not create or forgot: ${job.metadata.name}`)
    if (listed && end) {
      active = active.filter(({ uid }) => uid !== job.metadata.uid)
      tell('Normal', 'SawCompletedJob', `Saw completed job: ${job.metadata.name}, condition: ${end.type}`)
    }
    const completed = end?.type === 'Complete' ? job.status?.completionTime : undefined
    if (completed && (!successful || completed > successful)) successful = completed
  }
  const present = new Set(jobs.map(({ metadata }) => metadata.uid))
  for (const { name } of active.filter(({ uid }) => !present.has(uid))) tell('Normal', 'MissingJob', `Active job went missing: ${name}`)
  const left = active.filter(({ uid }) => present.has(uid))
  const { active: _, ...rest } = status
  return { ...rest, ...(left.length > 0 ? { active: left } : {}), ...(successful ? { lastSuccessfulTime: successful } : {}) }
}

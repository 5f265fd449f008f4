import type { CronJob } from '../../workloads.ts'
import type { CronSchedule } from './cronSchedule.ts'

const MANY = 100

/** The most recent moment at which a Job should have started and has not, null when none; `many` when more than a hundred were missed. */
export function unmetTime({ metadata, spec, status }: CronJob, schedule: CronSchedule, now: number): { readonly at: number | null; readonly many: boolean } {
  const begun = Date.parse(status?.lastScheduleTime ?? metadata.creationTimestamp)
  const from = spec.startingDeadlineSeconds === undefined ? begun : Math.max(begun, now - spec.startingDeadlineSeconds * 1000)
  const first = schedule.next(from)
  const second = first === null ? null : schedule.next(first)
  if (first === null || first > now) return { at: null, many: false }
  if (second === null || second > now) return { at: first, many: false }
  const missed = Math.floor((now - first) / (second - first)) + 1
  let at: number | null = null
  const start = Math.max(from, first + (missed - 2) * (second - first))
  for (let time = schedule.next(start); time !== null && time <= now; time = schedule.next(time)) at = time
  return { at: at ?? first, many: missed > MANY }
}

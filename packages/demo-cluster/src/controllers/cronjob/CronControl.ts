import type { ClusterParts } from '../../ClusterParts.ts'
import type { EventRecorder } from '../../events/EventRecorder.ts'
import type { Condition } from '../../kinds.ts'
import { done, type Result } from '../../Status.ts'
import type { CronJob, Job } from '../../workloads.ts'
import { controllerOptions } from '../controllerOptions.ts'

export type CronControl = { readonly parts: ClusterParts; readonly events: EventRecorder }

export type CronStatus = NonNullable<CronJob['status']>

export const CRON_CONTROLLER = 'cronjob-controller'
export const cronOptions = controllerOptions(CRON_CONTROLLER)

/** The condition that ended a Job. */
export function endOf({ status }: Job): Condition | undefined {
  return status?.conditions?.find(({ type, status: is }) => (type === 'Complete' || type === 'Failed') && is === 'True')
}

export function deleteJob(
  { parts, events }: CronControl,
  cronJob: CronJob,
  { namespace, name }: { readonly namespace: string | undefined; readonly name: string },
): Result<unknown> {
  const deleted = parts.api.delete({ resource: 'jobs.batch', namespace, name }, { propagationPolicy: 'Background' }, cronOptions)
  if (deleted.ok) events.record(cronJob, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted job ${name}` })
  else if (deleted.status.code !== 404) events.record(cronJob, { type: 'Warning', reason: 'FailedDelete', message: `Deleted job: ${deleted.status.message}` })
  return deleted.ok || deleted.status.code !== 404 ? deleted : done(null)
}

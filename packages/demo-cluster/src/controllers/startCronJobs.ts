import type { ClusterParts, Running } from '../ClusterParts.ts'
import { done } from '../Status.ts'
import { controllerOf } from './controllerOf.ts'
import { CRON_CONTROLLER, type CronControl } from './cronjob/CronControl.ts'
import { reconcileCronJob } from './cronjob/reconcileCronJob.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { stored, storedList, storedOwnedBy } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

/**
 * CronJobs start Jobs at their times, as upstream's cronjob-controller: suspension, concurrency policies, starting deadline, history limits, and Jobs that people make
 * from them. Left out: time zones other than UTC.
 */
export function startCronJobs(parts: ClusterParts): Running {
  const { store, clock, recorder } = parts
  const control: CronControl = { parts, events: recorder({ component: CRON_CONTROLLER }) }
  const queue = createWorkQueue(clock, (key) => {
    const cronJob = stored(store, 'cronjobs.batch', fromObjectKey(key))
    if (!cronJob) return done(null)
    const jobs = storedOwnedBy(store, 'jobs.batch', cronJob.metadata.uid)
    const next = reconcileCronJob(
      control,
      cronJob,
      [...jobs].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
    )
    if (next.ok && next.value !== null) queue.addAfter(key, next.value)
    return next
  })
  const unsubscribe = store.subscribe(({ resource, type, object, before }) => {
    if (resource === 'cronjobs.batch') {
      const specChanged = type === 'ADDED' || object.metadata.generation !== before?.metadata.generation
      if (type !== 'DELETED' && specChanged) queue.add(objectKey(object.metadata))
    }
    const owner = resource === 'jobs.batch' ? controllerOf(object) : undefined
    if (owner?.kind === 'CronJob') queue.add(objectKey({ namespace: object.metadata.namespace, name: owner.name }))
  })
  for (const { metadata } of storedList(store, 'cronjobs.batch')) queue.add(objectKey(metadata))
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

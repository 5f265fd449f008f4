import type { ClusterParts, Running } from '../ClusterParts.ts'
import { done } from '../Status.ts'
import type { Job } from '../workloads.ts'
import { controllerOptions } from './controllerOptions.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { stored, storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

const options = controllerOptions('ttl-after-finished-controller')

/** Deletes finished Jobs, their pods first, when their `ttlSecondsAfterFinished` is over, as upstream's ttl-after-finished controller. */
export function startTtlAfterFinished({ store, clock, api }: ClusterParts): Running {
  const queue = createWorkQueue(clock, (key) => {
    const of = fromObjectKey(key)
    const job = stored(store, 'jobs.batch', of)
    const end = job && endOfLife(job)
    if (!job || end === null || end === undefined) return done(null)
    if (end > clock.now()) {
      queue.addAfter(key, end - clock.now())
      return done(null)
    }
    const how = { propagationPolicy: 'Foreground', preconditions: { uid: job.metadata.uid } } as const
    return api.delete({ resource: 'jobs.batch', ...of }, how, options)
  })
  const unsubscribe = store.subscribe(({ resource, type, object }) => {
    if (resource === 'jobs.batch' && type !== 'DELETED' && endOfLife(object as Job) !== null) queue.add(objectKey(object.metadata))
  })
  for (const { metadata } of storedList(store, 'jobs.batch')) queue.add(objectKey(metadata))
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

/** In milliseconds; null while the Job runs, is deleted already, or may stay. */
function endOfLife({ metadata, spec, status }: Job): number | null {
  const last = status?.conditions?.find(({ type, status: is }) => (type === 'Complete' || type === 'Failed') && is === 'True')
  if (spec.ttlSecondsAfterFinished === undefined || metadata.deletionTimestamp !== undefined || !last?.lastTransitionTime) return null
  return Date.parse(last.lastTransitionTime) + spec.ttlSecondsAfterFinished * 1000
}

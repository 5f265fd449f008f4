import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { done, type Result } from '../Status.ts'
import type { Change } from '../storage/Store.ts'
import type { Job } from '../workloads.ts'
import { controllerOf } from './controllerOf.ts'
import { JOB_CONTROLLER, type JobControl } from './job/JobControl.ts'
import { hasFinished } from './job/jobConditions.ts'
import { isTracked } from './job/jobPod.ts'
import { untrack } from './job/jobPods.ts'
import { reconcileJob } from './job/reconcileJob.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { createPodControl } from './podControl.ts'
import { OrphanPods } from './replicas/OrphanPods.ts'
import { selects } from './selects.ts'
import { stored, storedList, storedOwnedBy } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

/** What pods and statuses tell of a Job is gathered for as long, as upstream does. */
const BATCH_MS = 1_000

/**
 * Jobs run their pods to completion, as upstream's job-controller: parallelism and completions, NonIndexed and Indexed, back-off and its limit, deadline, suspension,
 * adoption, and counting by finalizers. Left out: pod failure policies, success policies, back-off limits per index, and Jobs managed by others are left alone.
 */
export function startJobs(parts: ClusterParts): Running {
  const { store, clock } = parts
  const orphans = new OrphanPods(store)
  const events = parts.recorder({ component: JOB_CONTROLLER })
  const control: JobControl = { parts, orphans, events, pods: createPodControl(parts, JOB_CONTROLLER), failures: new Map() }
  const queue = createWorkQueue(clock, (key) => {
    const job = stored(store, 'jobs.batch', fromObjectKey(key))
    if (!job || (job.spec.managedBy ?? JOB) !== JOB) return done(null)
    const next = reconcileJob(control, job)
    if (next.ok && next.value !== null) queue.addAfter(key, Math.max(next.value, BATCH_MS))
    return next
  })
  const abandoned = createWorkQueue(clock, (key) => releaseAbandoned(parts, stored(store, 'pods', fromObjectKey(key))))

  function podChanged(change: Change, pod: Pod): void {
    orphans.follow(change, pod)
    for (const one of [change.before as Pod | null, pod]) {
      const controller = one && controllerOf(one)
      if (controller?.kind === 'Job') queue.addAfter(objectKey({ namespace: pod.metadata.namespace, name: controller.name }), BATCH_MS)
    }
    if (change.type === 'DELETED') return
    if (isTracked(pod)) abandoned.add(objectKey(pod.metadata))
    if (controllerOf(pod)) return
    for (const job of storedList(store, 'jobs.batch', pod.metadata.namespace)) {
      if (selects(job.spec.selector, pod.metadata.labels)) queue.addAfter(objectKey(job.metadata), BATCH_MS)
    }
  }

  function jobChanged({ type, object, before }: Change): void {
    const specChanged = type !== 'MODIFIED' || object.metadata.generation !== before?.metadata.generation
    const left = type === 'DELETED' || hasFinished(object as Job)
    if (type === 'DELETED') control.failures.delete(object.metadata.uid)
    if (left) for (const { metadata } of storedOwnedBy(store, 'pods', object.metadata.uid)) abandoned.add(objectKey(metadata))
    else queue.addAfter(objectKey(object.metadata), specChanged ? 0 : BATCH_MS)
  }

  const unsubscribe = store.subscribe((change) => {
    if (change.resource === 'pods') podChanged(change, change.object as Pod)
    else if (change.resource === 'jobs.batch') jobChanged(change)
  })
  for (const { metadata } of storedList(store, 'jobs.batch')) queue.add(objectKey(metadata))
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
      abandoned.stop()
    },
  }
}

const JOB = 'kubernetes.io/job-controller'

/** A tracked pod whose Job is gone, or over, is nobody's to count. */
function releaseAbandoned(parts: ClusterParts, pod: Pod | undefined): Result<unknown> {
  if (!pod || !isTracked(pod)) return done(null)
  const controller = controllerOf(pod)
  if (controller && controller.kind !== 'Job') return done(null)
  const job = controller && stored(parts.store, 'jobs.batch', { namespace: pod.metadata.namespace, name: controller.name })
  return job && job.metadata.uid === controller?.uid && !hasFinished(job) ? done(null) : untrack(parts, pod)
}

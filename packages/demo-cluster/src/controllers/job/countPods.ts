import type { Pod } from '../../kinds.ts'
import type { Job } from '../../workloads.ts'
import { isActive, isReady, isTerminating } from '../podState.ts'
import { readIndexes } from './indexIntervals.ts'
import { addFailures, type Failures, noFailures } from './jobBackoff.ts'
import { hasFailed, indexOf, isIndexed, isTracked } from './jobPod.ts'

/** A Job's pods as they count at this moment; pods that have ended and are not in its status yet are counted too. */
export type Counted = {
  readonly pods: readonly Pod[]
  readonly active: readonly Pod[]
  readonly ready: number
  readonly terminating: number
  readonly succeeded: number
  readonly failed: number
  /** Completed indexes of an Indexed Job. */
  readonly indexes: ReadonlySet<number>
  readonly failures: Failures
  /** Of containers in pods that have not ended. */
  readonly restarts: number
}

export function countPods(job: Job, pods: readonly Pod[], known: Failures = noFailures): Counted {
  const { status } = job
  const { succeeded: oldSucceeded = [], failed: oldFailed = [] } = status?.uncountedTerminatedPods ?? {}
  const fresh = pods.filter((pod) => isTracked(pod) && (!isIndexed(job) || indexOf(pod, job) !== null))
  const succeeded = fresh.filter((pod) => pod.status?.phase === 'Succeeded' && !oldSucceeded.includes(pod.metadata.uid))
  const failed = fresh.filter((pod) => hasFailed(pod, job) && !oldFailed.includes(pod.metadata.uid))
  const indexes = new Set(isIndexed(job) ? readIndexes(status?.completedIndexes ?? '', job.spec.completions ?? 0) : [])
  for (const pod of succeeded) {
    const index = indexOf(pod, job)
    if (isIndexed(job) && index !== null) indexes.add(index)
  }
  const active = pods.filter(isActive)
  return {
    pods,
    active,
    ready: active.filter(isReady).length,
    terminating: pods.filter(isTerminating).length,
    succeeded: isIndexed(job) ? indexes.size : (status?.succeeded ?? 0) + succeeded.length + oldSucceeded.length,
    failed: (status?.failed ?? 0) + failed.length + oldFailed.length,
    indexes,
    failures: addFailures(known, succeeded, failed),
    restarts: pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
  }
}

function restartsOf({ status }: Pod): number {
  if (status?.phase !== 'Running' && status?.phase !== 'Pending') return 0
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
  return containers.reduce((sum, { restartCount }) => sum + restartCount, 0)
}

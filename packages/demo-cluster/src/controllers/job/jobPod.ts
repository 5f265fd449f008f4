import type { Pod } from '../../kinds.ts'
import type { Job } from '../../workloads.ts'
import { podCondition } from '../podState.ts'

/** Keeps a pod until its Job has counted it. */
export const TRACKING = 'batch.kubernetes.io/job-tracking'
export const INDEX = 'batch.kubernetes.io/job-completion-index'

export function isTracked(pod: Pod): boolean {
  return pod.metadata.finalizers?.includes(TRACKING) ?? false
}

export function isIndexed({ spec }: Job): boolean {
  return spec.completionMode === 'Indexed'
}

/** A pod's completion index; null without one, or with one that the Job does not have. */
export function indexOf(pod: Pod, { spec }: Job): number | null {
  const index = Number(pod.metadata.annotations?.[INDEX] ?? Number.NaN)
  return Number.isInteger(index) && index >= 0 && index < (spec.completions ?? 0) ? index : null
}

/** Pods that go count as failures, as they may never come to say so, unless the Job replaces only those that have failed. */
export function hasFailed(pod: Pod, { spec }: Job): boolean {
  if (pod.status?.phase === 'Failed') return true
  if (spec.podReplacementPolicy === 'Failed') return false
  return pod.metadata.deletionTimestamp !== undefined && pod.status?.phase !== 'Succeeded'
}

/** When a pod ended, in milliseconds: by its containers, else by its readiness, else by its deletion. */
export function finishedAt(pod: Pod): number {
  const ends = (pod.status?.containerStatuses ?? []).map(({ state }) => state?.terminated?.finishedAt ?? null)
  if (ends.length > 0 && ends.every((end) => end !== null)) return Math.max(...ends.map((end) => Date.parse(end)))
  const ready = podCondition(pod, 'Ready')
  if (ready?.status === 'False' && ready.lastTransitionTime) return Date.parse(ready.lastTransitionTime)
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, creationTimestamp } = pod.metadata
  return deletionTimestamp === undefined ? Date.parse(creationTimestamp) : Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000
}

import type { Condition, Pod } from '../kinds.ts'

export function podCondition(pod: Pod, type: string): Condition | undefined {
  return pod.status?.conditions?.find((condition) => condition.type === type)
}

export function isReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True'
}

export function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed'
}

/** Counts for the one who wants replicas: neither ended nor on its way out. */
export function isActive(pod: Pod): boolean {
  return !hasEnded(pod) && pod.metadata.deletionTimestamp === undefined
}

export function isTerminating(pod: Pod): boolean {
  return !hasEnded(pod) && pod.metadata.deletionTimestamp !== undefined
}

/** When the pod became ready, in milliseconds; null while it is not. */
export function readySince(pod: Pod): number | null {
  const ready = podCondition(pod, 'Ready')
  return ready?.status === 'True' && ready.lastTransitionTime !== undefined ? Date.parse(ready.lastTransitionTime) : null
}

/** How many milliseconds the pod has yet to stay ready before it counts as available: 0 when it does, null while it is not ready. */
export function untilAvailable(pod: Pod, minReadySeconds: number, now: number): number | null {
  if (!isReady(pod)) return null
  if (minReadySeconds === 0) return 0
  const since = readySince(pod)
  return since === null ? null : Math.max(0, since + minReadySeconds * 1000 - now)
}

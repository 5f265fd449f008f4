import { type Family, type PodRow, podFamily } from '@binnacle/shared'

/** Worst first: what a reader sorts by status to find. */
const order: readonly Family[] = ['fail', 'attention', 'unknown', 'progress', 'leaving', 'ok', 'done', 'off']

/** How the families are called in the summary sentence. `ok` and `done` are no news and are left out. */
export const familyWords: Readonly<Partial<Record<Family, (count: number) => string>>> = {
  fail: (count) => `${count} failing`,
  attention: (count) => (count === 1 ? '1 needs attention' : `${count} need attention`),
  unknown: (count) => `${count} unknown`,
  progress: (count) => `${count} starting`,
  leaving: (count) => `${count} leaving`,
}

/** The word for a family in the filter: `status:failing`. */
export const familyFilters: Readonly<Partial<Record<string, Family>>> = {
  failing: 'fail',
  attention: 'attention',
  unknown: 'unknown',
  starting: 'progress',
  leaving: 'leaving',
  ok: 'ok',
  done: 'done',
}

/** The family that a pod has when nothing happens to it any more. */
export function settledFamily(pod: PodRow): Family {
  return podFamily(pod, Number.POSITIVE_INFINITY)
}

/** A sort key must not change by time alone. */
export function rankOf(pod: PodRow): number {
  return order.indexOf(settledFamily(pod))
}

export function countFamilies(pods: Iterable<PodRow>, now: number): Map<Family, number> {
  const counts = new Map<Family, number>()
  for (const pod of pods) {
    const family = podFamily(pod, now)
    counts.set(family, (counts.get(family) ?? 0) + 1)
  }
  return counts
}

export function filterOf(family: Family): string {
  const [word] = Object.entries(familyFilters).find(([, candidate]) => candidate === family) ?? ['']
  return `status:${word}`
}

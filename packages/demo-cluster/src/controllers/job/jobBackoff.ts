import type { Pod } from '../../kinds.ts'
import { finishedAt } from './jobPod.ts'

const FIRST_MS = 10_000
const LONGEST_MS = 10 * 60_000

/** Failures since the last success, and when the last of them was. */
export type Failures = { readonly count: number; readonly last: number | null }

export const noFailures: Failures = { count: 0, last: null }

/** The failures with what has ended since. */
export function addFailures(known: Failures, succeeded: readonly Pod[], failed: readonly Pod[]): Failures {
  const since = succeeded.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...succeeded.map(finishedAt))
  const later = failed.map(finishedAt).filter((at) => at > since)
  const before = succeeded.length === 0 ? known : noFailures
  return later.length === 0 ? before : { count: before.count + later.length, last: Math.max(...later) }
}

/** How long a Job has yet to wait before it starts another pod: 10 s after a failure, doubling with each, at most ten minutes. */
export function waitAfter({ count, last }: Failures, now: number): number {
  if (count === 0 || last === null) return 0
  return Math.max(0, last + Math.min(FIRST_MS * 2 ** (count - 1), LONGEST_MS) - now)
}

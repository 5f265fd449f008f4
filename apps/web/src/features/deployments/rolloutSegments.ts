import { type DeploymentRow, type PodRow, podFamily } from '@binnacle/shared'
import type { Segment } from '../../ui/SegmentBar.tsx'
import type { Sets } from './newestSet.ts'
import { rolloutLimits } from './rolloutLimits.ts'

export type Shape = { readonly segments: readonly Segment[]; readonly total: number; readonly replicas: number }

type Seen = { readonly deployment: DeploymentRow; readonly sets: Sets; readonly pods: readonly PodRow[] }

/**
 * How a Deployment's pods divide, exactly: the numbers are those of its ReplicaSets; which of the new pods fail is what the pods say at `now` (seconds).
 * `total` is what is wanted, and while a rollout goes on what its strategy lets run at once; pods that are leaving come on top. The cluster's count of leaving pods goes before ours, which counts deletion times.
 */
export function rolloutSegments({ deployment, sets: { newest, older }, pods }: Seen, now: number): Shape {
  const fresh = newest?.replicas ?? 0
  const freshReady = newest?.ready ?? 0
  const failing = pods.filter((pod) => pod.deletedAt === null && pod.controller?.uid === newest?.uid && podFamily(pod, now) === 'fail').length
  const freshFailing = Math.min(fresh - freshReady, failing)
  const old = sum(older, ({ replicas }) => replicas)
  const oldReady = sum(older, ({ ready }) => ready)
  const leaving = leavingCount(deployment, [...(newest ? [newest] : []), ...older], pods)
  const moving = old + leaving > 0
  // Where there is nothing old, nothing is called new.
  const named = (words: string) => (moving ? `new ${words}` : words)
  return {
    segments: [
      { family: 'ok', count: freshReady, words: named('ready') },
      { family: 'progress', count: fresh - freshReady - freshFailing, words: named('starting') },
      { family: 'fail', count: freshFailing, words: named('failing') },
      { family: 'off', count: oldReady, words: 'old ready' },
      { family: 'attention', count: old - oldReady, words: 'old not ready' },
      { family: 'leaving', count: leaving, words: 'leaving' },
    ],
    total: deployment.desired + (moving || fresh > deployment.desired ? (rolloutLimits(deployment)?.surge ?? 0) : 0),
    replicas: fresh + old,
  }
}

function leavingCount({ terminating }: DeploymentRow, sets: readonly { terminating: number | null }[], pods: readonly PodRow[]): number {
  if (terminating !== null) return terminating
  if (sets.length > 0 && sets.every((set) => set.terminating !== null)) return sum(sets, (set) => set.terminating ?? 0)
  return pods.filter(({ deletedAt }) => deletedAt !== null).length
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((all, item) => all + of(item), 0)
}

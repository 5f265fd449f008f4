import type { Pod } from '../../kinds.ts'
import { isReady, readySince } from '../podState.ts'

const COST = 'controller.kubernetes.io/pod-deletion-cost'
const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

type Rank = (a: Pod, b: Pod) => number

/**
 * Pods in the order in which a controller gives them up, as upstream's ActivePodsWithRanks: without a node, earlier phase, not ready, lower deletion cost, more of the
 * same owner's pods on its node (`sameNode` counts them), ready for a shorter time, more restarts, younger. Ages count by their power of two, and the uid decides
 * between equals.
 */
export function deletionOrder(pods: readonly Pod[], sameNode: (pod: Pod) => number, now: number): readonly Pod[] {
  const rules: readonly Rank[] = [
    by((pod) => (pod.spec.nodeName ? 1 : 0)),
    by((pod) => PHASES[pod.status?.phase ?? ''] ?? 0),
    by((pod) => (isReady(pod) ? 1 : 0)),
    by((pod) => Number.parseInt(pod.metadata.annotations?.[COST] ?? '0', 10)),
    by((pod) => -sameNode(pod)),
    byAge(readySince, now),
    by((pod) => -mostRestarts(pod)),
    byAge((pod) => Date.parse(pod.metadata.creationTimestamp), now),
  ]
  return [...pods].sort((a, b) => firstDifference(rules, a, b))
}

function firstDifference(rules: readonly Rank[], a: Pod, b: Pod): number {
  for (const rule of rules) {
    const difference = rule(a, b)
    if (difference !== 0) return difference
  }
  return 0
}

function by(rank: (pod: Pod) => number): Rank {
  return (a, b) => rank(a) - rank(b)
}

function byAge(since: (pod: Pod) => number | null, now: number): Rank {
  return (a, b) => {
    const [from, other] = [since(a), since(b)]
    if (from === null || other === null || from === other) return 0
    return magnitude(now - from) - magnitude(now - other) || (a.metadata.uid < b.metadata.uid ? -1 : 1)
  }
}

/** Of the age in nanoseconds, as upstream reckons. */
function magnitude(ageMs: number): number {
  return ageMs > 0 ? Math.floor(Math.log2(ageMs * 1e6)) : -1
}

function mostRestarts(pod: Pod): number {
  return Math.max(0, ...(pod.status?.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

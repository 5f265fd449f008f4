import { controllerOf } from '../controllers/controllerOf.ts'
import type { Pod } from '../kinds.ts'
import type { Node } from '../workloads.ts'
import { isSchedulable, matchesNodeAffinity, reluctance, toleratesTaints } from './nodeChecks.ts'
import type { Check, Obstacle } from './Obstacle.ts'
import { podAffinityCheck, type Surroundings } from './podAffinityCheck.ts'
import { amountsOf, podRequests, sum } from './podRequests.ts'
import { hasFreePorts, hasResources } from './roomChecks.ts'

export type Placement = { readonly node: string } | { readonly node: null; readonly message: string }

/** In the order of kube-scheduler's filters: of each node the first obstacle counts. */
const CHECKS: readonly Check[] = [isSchedulable, toleratesTaints, matchesNodeAffinity, hasFreePorts, hasResources]

/** The node for a pod, or why there is none. */
export function placePod(pod: Pod, around: Surroundings): Placement {
  const nodes = [...around.nodes.values()]
  if (nodes.length === 0) return { node: null, message: 'no nodes available to schedule pods' }
  const checks = [...CHECKS, podAffinityCheck(pod, around)]
  const obstacles: Obstacle[] = []
  const fitting: Node[] = []
  for (const node of nodes) {
    const obstacle = firstObstacle(checks, { pod, node, on: around.placed.on(node.metadata.name) })
    if (obstacle) obstacles.push(obstacle)
    else fitting.push(node)
  }
  const best = fitting.length > 0 ? bestOf(fitting, pod, around) : null
  return best === null ? { node: null, message: unschedulable(obstacles) } : { node: best.metadata.name }
}

function firstObstacle(checks: readonly Check[], question: Parameters<Check>[0]): Obstacle | null {
  for (const check of checks) {
    const obstacle = check(question)
    if (obstacle) return obstacle
  }
  return null
}

/** Nodes without a taint against it first, then those with fewer pods of the same controller, then those with more left; the name decides. */
function bestOf(nodes: readonly Node[], pod: Pod, around: Surroundings): Node | null {
  const ranked = nodes.map((node) => ({ node, rank: [reluctance(pod, node), siblingsOn(node, pod, around), shareTaken(node, pod, around)] }))
  ranked.sort((a, b) => firstDifference(a.rank, b.rank) || (a.node.metadata.name < b.node.metadata.name ? -1 : 1))
  return ranked[0]?.node ?? null
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0
}

function siblingsOn({ metadata }: Node, pod: Pod, { placed }: Surroundings): number {
  const controller = controllerOf(pod)?.uid
  return controller === undefined ? 0 : [...placed.on(metadata.name).pods.values()].filter((other) => controllerOf(other)?.uid === controller).length
}

/** Of processors and memory, on average. */
function shareTaken({ metadata, status }: Node, pod: Pod, { placed }: Surroundings): number {
  const allocatable = amountsOf(status?.allocatable)
  const taken = sum(placed.on(metadata.name).requested, podRequests(pod))
  const shares = ['cpu', 'memory'].map((resource) => (taken.get(resource) ?? 0) / (allocatable.get(resource) || Number.POSITIVE_INFINITY))
  return shares.reduce((total, share) => total + share, 0) / shares.length
}

/** How kube-scheduler 1.36 says it, with what its search for pods to preempt finds: nothing, here. */
function unschedulable(obstacles: readonly Obstacle[]): string {
  const none = `0/${obstacles.length} nodes are available:`
  const reasons = counted(obstacles.flatMap((obstacle) => obstacle.reasons))
  const hopes = counted(
    obstacles.map(({ hopeless }) => (hopeless ? 'Preemption is not helpful for scheduling' : 'No preemption victims found for incoming pod')),
  )
  return `${none} ${reasons}. no new claims to deallocate, preemption: ${none} ${hopes}.`
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(', ')
}

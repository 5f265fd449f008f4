import { controllerOf } from '../controllers/controllerOf.ts'
import type { Pod } from '../kinds.ts'
import type { Node } from '../workloads.ts'
import { claimObstacle } from './claimObstacle.ts'
import { isSchedulable, matchesNodeAffinity, reluctance, toleratesTaints } from './nodeChecks.ts'
import type { Check, Obstacle, Question } from './Obstacle.ts'
import { podAffinityCheck, type Surroundings } from './podAffinityCheck.ts'
import { type Amounts, podRequests } from './podRequests.ts'
import { preferences } from './preferences.ts'
import { hasFreePorts, hasResources } from './roomChecks.ts'
import { topologySpreadCheck } from './topologySpreadCheck.ts'

/** `needs`: what has to change before it is worth another try. */
export type Placement = { readonly node: string } | { readonly node: null; readonly message: string; readonly needs: Need }

export type Need = 'room' | 'claims'

const NOTHING: Amounts = new Map()

/** In the order of kube-scheduler's filters: of each node the first obstacle counts. */
const CHECKS: readonly Check[] = [isSchedulable, toleratesTaints, matchesNodeAffinity, hasFreePorts, hasResources]

/** The node for a pod, or why there is none. */
export function placePod(pod: Pod, around: Surroundings): Placement {
  const { placed, allocatable } = around
  const nodes = [...around.nodes.values()]
  if (nodes.length === 0) return { node: null, message: 'no nodes available to schedule pods', needs: 'room' }
  const obstacle = claimObstacle(pod, around)
  if (obstacle !== null) return { node: null, message: `0/${nodes.length} nodes are available: ${obstacle}. not found`, needs: 'claims' }
  const checks = [...CHECKS, topologySpreadCheck(pod, around), podAffinityCheck(pod, around)]
  const requests = podRequests(pod)
  const obstacles: Obstacle[] = []
  const fitting: Question[] = []
  for (const node of nodes) {
    const { name } = node.metadata
    const question = { pod, requests, node, on: placed.on(name), allocatable: allocatable.get(name) ?? NOTHING }
    const found = firstObstacle(checks, question)
    if (found) obstacles.push(found)
    else fitting.push(question)
  }
  const best = bestOf(
    fitting,
    preferences(
      pod,
      fitting.map(({ node }) => node),
      around,
    ),
  )
  return best === null ? { node: null, message: unschedulable(obstacles), needs: 'room' } : { node: best.metadata.name }
}

function firstObstacle(checks: readonly Check[], question: Question): Obstacle | null {
  for (const check of checks) {
    const obstacle = check(question)
    if (obstacle) return obstacle
  }
  return null
}

/** Nodes without a taint against it first, then those it prefers, then those with fewer pods of the same controller, then those with more left; the name decides. */
function bestOf(fitting: readonly Question[], preference: (node: Node) => number): Node | null {
  if (fitting.length <= 1) return fitting[0]?.node ?? null
  const ranked = fitting.map((question) => ({
    node: question.node,
    rank: [reluctance(question.pod, question.node), -preference(question.node), siblings(question), shareTaken(question)],
  }))
  ranked.sort((a, b) => firstDifference(a.rank, b.rank) || (a.node.metadata.name < b.node.metadata.name ? -1 : 1))
  return ranked[0]?.node ?? null
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0
}

function siblings({ pod, on }: Question): number {
  return on.controlled.get(controllerOf(pod)?.uid ?? '') ?? 0
}

/** Of processors and memory together. */
function shareTaken({ requests, allocatable, on }: Question): number {
  const share = (resource: string) =>
    ((on.requested.get(resource) ?? 0) + (requests.get(resource) ?? 0)) / (allocatable.get(resource) || Number.POSITIVE_INFINITY)
  return share('cpu') + share('memory')
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

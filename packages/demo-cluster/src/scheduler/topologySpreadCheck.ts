import { selects } from '../controllers/selects.ts'
import type { Pod, TopologySpreadConstraint } from '../kinds.ts'
import type { Node } from '../workloads.ts'
import { matchesNodeAffinity } from './nodeChecks.ts'
import type { Check } from './Obstacle.ts'
import { placeOf, type Surroundings } from './podAffinityCheck.ts'

const WHY = "node(s) didn't match pod topology spread constraints"

/**
 * The spread over places that a pod insists on: where it would be, its kind may be more by `maxSkew` at most than where it is fewest. Worked out once for a pod, then asked for
 * each node. Left out: `matchLabelKeys`, and the policies on which nodes count: those of its node affinity do, whatever their taints.
 */
export function topologySpreadCheck(pod: Pod, around: Surroundings): Check {
  const constraints = (pod.spec.topologySpreadConstraints ?? []).filter(({ whenUnsatisfiable }) => whenUnsatisfiable !== 'ScheduleAnyway')
  const nodes = [...around.nodes.values()].filter(
    (node) => matchesNodeAffinity({ pod, node }) === null && constraints.every((constraint) => placeOf(constraint, node) !== undefined),
  )
  const spreads = constraints.map((constraint) => ({ constraint, ...spreadOf(pod, constraint, { nodes, around }) }))
  return ({ node }) => {
    for (const { constraint, counts, fewest } of spreads) {
      const place = placeOf(constraint, node)
      if (place === undefined) return { reasons: [`${WHY} (missing required label)`], hopeless: true }
      const own = selects(constraint.labelSelector, pod.metadata.labels) ? 1 : 0
      if ((counts.get(place) ?? 0) + own - fewest > constraint.maxSkew) return { reasons: [WHY], hopeless: false }
    }
    return null
  }
}

type Among = { readonly nodes: readonly Node[]; readonly around: Surroundings }

function spreadOf(
  pod: Pod,
  constraint: TopologySpreadConstraint,
  { nodes, around }: Among,
): { readonly counts: ReadonlyMap<string, number>; readonly fewest: number } {
  const counts = new Map<string, number>()
  for (const node of nodes) {
    const place = placeOf(constraint, node) ?? ''
    const here = [...around.placed.on(node.metadata.name).pods.values()].filter((other) => counted(other, pod, constraint)).length
    counts.set(place, (counts.get(place) ?? 0) + here)
  }
  const enough = counts.size >= (constraint.minDomains ?? 1)
  return { counts, fewest: enough ? Math.min(...counts.values()) : 0 }
}

function counted({ metadata }: Pod, pod: Pod, { labelSelector }: TopologySpreadConstraint): boolean {
  return metadata.namespace === pod.metadata.namespace && metadata.deletionTimestamp === undefined && selects(labelSelector, metadata.labels)
}

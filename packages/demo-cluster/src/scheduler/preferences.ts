import type { Pod, WeightedPodAffinityTerm } from '../kinds.ts'
import type { Node } from '../workloads.ts'
import { termHolds } from './nodeChecks.ts'
import { concerns, placeOf, type Surroundings } from './podAffinityCheck.ts'

const MOST = 100

/**
 * How much a pod would like each of some nodes, by its preferred affinity to nodes and its preferred affinity to other pods and against them: each brought to 0 to 100 and
 * weighing the same, as kube-scheduler scores them. Left out: what placed pods prefer.
 */
export function preferences(pod: Pod, nodes: readonly Node[], around: Surroundings): (node: Node) => number {
  const { nodeAffinity, podAffinity, podAntiAffinity } = pod.spec.affinity ?? {}
  const terms = nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  const near = podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  const far = podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  if (terms.length + near.length + far.length === 0) return () => 0
  const onNodes = nodes.map((node) => sum(terms.filter(({ preference }) => termHolds(preference, node)).map(({ weight }) => weight)))
  const company = [...near.map((term) => companyOf(pod, term, around)), ...far.map((term) => companyOf(pod, { ...term, weight: -term.weight }, around))]
  const onPods = nodes.map((node) => sum(company.map((of) => of(node))))
  const scores = new Map(nodes.map(({ metadata }, index) => [metadata.name, scaled(onNodes, 0)(index) + scaled(onPods, Math.min(...onPods))(index)]))
  return ({ metadata }) => scores.get(metadata.name) ?? 0
}

/** What a term makes of a node: its weight for each pod it speaks of in the same place. */
function companyOf(pod: Pod, { weight, podAffinityTerm: term }: WeightedPodAffinityTerm, around: Surroundings): (node: Node) => number {
  const counts = new Map<string, number>()
  for (const other of around.placed.all) {
    const place = concerns(term, { by: pod, other, around }) ? placeOf(term, around.nodes.get(other.spec.nodeName ?? '')) : undefined
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + weight)
  }
  return (node) => counts.get(placeOf(term, node) ?? '') ?? 0
}

function scaled(scores: readonly number[], least: number): (index: number) => number {
  const range = Math.max(...scores) - least
  return (index) => (range > 0 ? (((scores[index] ?? 0) - least) * MOST) / range : 0)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

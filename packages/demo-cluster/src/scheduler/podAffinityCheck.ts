import { selects } from '../controllers/selects.ts'
import type { Pod, PodAffinityTerm } from '../kinds.ts'
import type { Node, PersistentVolumeClaim } from '../workloads.ts'
import type { Check } from './Obstacle.ts'
import type { PlacedPods } from './PlacedPods.ts'
import type { Amounts } from './podRequests.ts'

export type Surroundings = {
  readonly placed: PlacedPods
  readonly nodes: ReadonlyMap<string, Node>
  /** By node. */
  readonly allocatable: ReadonlyMap<string, Amounts>
  readonly claim: (namespace: string | undefined, name: string) => PersistentVolumeClaim | undefined
  readonly namespaceLabels: (namespace: string) => Readonly<Record<string, string>>
}

/** `kubernetes.io/hostname=node-1`: a place that pods can share. */
type Place = string

/**
 * Required affinity and anti-affinity between pods, both those of the pod itself and those that placed pods have against it. Worked out once for a pod, then asked
 * for each node.
 */
export function podAffinityCheck(pod: Pod, around: Surroundings): Check {
  const wanted = pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const unwanted = antiAffinityOf(pod)
  const near = wanted.length > 0 ? companyPlaces(pod, wanted, around) : null
  const bad = unwanted.length > 0 ? placesOf(around, (other) => unwanted.filter((term) => concerns(term, { by: pod, other, around }))) : new Set<Place>()
  const banned = new Set<Place>()
  for (const other of around.placed.antiAffine) {
    for (const term of antiAffinityOf(other))
      if (concerns(term, { by: other, other: pod, around })) addPlace(banned, term, around.nodes.get(other.spec.nodeName ?? ''))
  }
  return ({ node }) => {
    if (near && !wanted.every((term) => near(term, node))) return { reasons: ["node(s) didn't match pod affinity rules"], hopeless: true }
    if (unwanted.some((term) => isAt(bad, term, node))) return { reasons: ["node(s) didn't match pod anti-affinity rules"], hopeless: false }
    const keys = Object.keys(node.metadata.labels ?? {})
    const kept = keys.some((topologyKey) => isAt(banned, { topologyKey }, node))
    return kept ? { reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"], hopeless: false } : null
  }
}

function antiAffinityOf({ spec }: Pod): readonly PodAffinityTerm[] {
  return spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
}

/** Where the pod finds its company. The first of a group that wants its own kind may go anywhere that has the place's label. */
function companyPlaces(pod: Pod, terms: readonly PodAffinityTerm[], around: Surroundings): (term: PodAffinityTerm, node: Node) => boolean {
  const isCompany = (other: Pod) => terms.every((term) => concerns(term, { by: pod, other, around }))
  const places = placesOf(around, (other) => (isCompany(other) ? terms : []))
  if (places.size === 0 && isCompany(pod)) return ({ topologyKey }, node) => node.metadata.labels?.[topologyKey] !== undefined
  return (term, node) => isAt(places, term, node)
}

function placesOf({ placed, nodes }: Surroundings, termsFor: (other: Pod) => readonly PodAffinityTerm[]): ReadonlySet<Place> {
  const places = new Set<Place>()
  for (const other of placed.all) for (const term of termsFor(other)) addPlace(places, term, nodes.get(other.spec.nodeName ?? ''))
  return places
}

function addPlace(places: Set<Place>, term: PodAffinityTerm, node: Node | undefined): void {
  const place = placeOf(term, node)
  if (place !== undefined) places.add(place)
}

function isAt(places: ReadonlySet<Place>, term: Pick<PodAffinityTerm, 'topologyKey'>, node: Node): boolean {
  const place = placeOf(term, node)
  return place !== undefined && places.has(place)
}

/** Where a node is in the sense of a term; undefined where it has no such label. */
export function placeOf({ topologyKey }: Pick<PodAffinityTerm, 'topologyKey'>, node: Node | undefined): Place | undefined {
  const value = node?.metadata.labels?.[topologyKey]
  return value === undefined ? undefined : `${topologyKey}=${value}`
}

/** Whether a term that one pod has speaks of another. Without namespaces it speaks of the pod's own. */
export function concerns(term: PodAffinityTerm, { by, other, around }: { readonly by: Pod; readonly other: Pod; readonly around: Surroundings }): boolean {
  const { namespaces = [], namespaceSelector, labelSelector } = term
  const namespace = other.metadata.namespace ?? ''
  const own = namespaces.length === 0 && namespaceSelector === undefined && namespace === by.metadata.namespace
  const there = own || namespaces.includes(namespace) || (namespaceSelector !== undefined && selects(namespaceSelector, around.namespaceLabels(namespace)))
  return there && selects(labelSelector, other.metadata.labels)
}

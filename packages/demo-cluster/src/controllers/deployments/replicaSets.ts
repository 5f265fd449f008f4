import type { ReplicaSet } from '../../workloads.ts'
import { revisionOf } from './revisions.ts'

type Sets = readonly (ReplicaSet | null)[]
type Count = 'replicas' | 'readyReplicas' | 'availableReplicas' | 'terminatingReplicas'

/** How many pods are asked of a set. */
export function sizeOf({ spec }: ReplicaSet): number {
  return spec.replicas ?? 1
}

/** How many pods are asked of all of them. */
export function totalSize(sets: Sets): number {
  return sets.reduce((sum, set) => sum + (set ? sizeOf(set) : 0), 0)
}

/** How many pods all of them report. */
export function totalOf(sets: Sets, count: Count): number {
  return sets.reduce((sum, set) => sum + (set?.status?.[count] ?? 0), 0)
}

/** Those that are asked for any pods. */
export function activeSets(sets: Sets): readonly ReplicaSet[] {
  return sets.filter((set) => set !== null).filter((set) => sizeOf(set) > 0)
}

export function oldestFirst(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return [...sets].sort(byAge)
}

export function lowestRevisionFirst(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return [...sets].sort((a, b) => revisionOf(a) - revisionOf(b) || byAge(a, b))
}

/** The largest first; of equals the younger one first where `newer`, else the older one. */
export function largestFirst(sets: readonly ReplicaSet[], newer: boolean): readonly ReplicaSet[] {
  return [...sets].sort((a, b) => sizeOf(b) - sizeOf(a) || (newer ? byAge(b, a) : byAge(a, b)))
}

function byAge({ metadata: a }: ReplicaSet, { metadata: b }: ReplicaSet): number {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp < b.creationTimestamp ? -1 : 1
  return a.name < b.name ? -1 : 1
}

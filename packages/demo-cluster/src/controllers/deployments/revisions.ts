import type { Deployment, ReplicaSet } from '../../workloads.ts'
import { desiredReplicas, maxSurge } from './limits.ts'

type Annotations = Readonly<Record<string, string>>

export const REVISION = 'deployment.kubernetes.io/revision'
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas'
const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas'

/** A Deployment's annotations that are not its ReplicaSet's. */
const OWN = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
])

/** The history of revisions of one ReplicaSet is cut at this many characters. */
const MAX_HISTORY = 2_000

export function revisionOf({ metadata }: ReplicaSet): number {
  const revision = Number(metadata.annotations?.[REVISION] ?? '0')
  return Number.isSafeInteger(revision) ? revision : 0
}

export function highestRevision(sets: readonly ReplicaSet[]): number {
  return Math.max(0, ...sets.map(revisionOf))
}

/**
 * The annotations of the ReplicaSet that the Deployment now stands for: the Deployment's own copied, change-cause among them, and the revision raised to `revision`. A
 * set that had an earlier number keeps it in its history.
 */
export function revisionAnnotations(deployment: Deployment, current: Annotations, revision: number): Annotations {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !OWN.has(key))
  const annotations = { ...current, ...Object.fromEntries(copied) }
  const before = current[REVISION]
  const earlier = Number(before ?? '0')
  if (!Number.isSafeInteger(earlier) || earlier >= revision) return annotations
  if (before === undefined) return { ...annotations, [REVISION]: String(revision) }
  return { ...annotations, [REVISION]: String(revision), [REVISION_HISTORY]: history(current[REVISION_HISTORY], before) }
}

function history(before: string | undefined, revision: string): string {
  const revisions = before ? [...before.split(','), revision] : [revision]
  while (revisions.length > 1 && revisions.join(',').length > MAX_HISTORY) revisions.shift()
  return revisions.join(',')
}

/** How many pods the Deployment wanted, and could have had at most, when this set was last scaled: what proportional scaling starts from. */
export function replicasAnnotations(deployment: Deployment): Annotations {
  const desired = desiredReplicas(deployment)
  return { [DESIRED_REPLICAS]: String(desired), [MAX_REPLICAS]: String(desired + maxSurge(deployment)) }
}

export function desiredReplicasAnnotation(set: ReplicaSet): number | null {
  return wholeNumber(set.metadata.annotations?.[DESIRED_REPLICAS])
}

export function maxReplicasAnnotation(set: ReplicaSet): number | null {
  return wholeNumber(set.metadata.annotations?.[MAX_REPLICAS])
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null
}

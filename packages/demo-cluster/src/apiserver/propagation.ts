import type { KubeObject } from '../objects.ts'
import type { DeleteOptions } from './Api.ts'

const FOREGROUND = 'foregroundDeletion'
const ORPHAN = 'orphan'

/** Kinds of old API versions whose dependents stay unless the client says otherwise. */
const ORPHANING = new Set(['batch/v1 Job', 'v1 ReplicationController'])

/** Kinds that own nothing the garbage collector looks at. */
const WITHOUT_DEPENDENTS = new Set(['v1 Event', 'events.k8s.io/v1 Event'])

/**
 * The finalizers of an object once it is asked to go: the garbage collector's own among them where its dependents go first, or are let go. What the client says is
 * followed first, then a finalizer that is already there, then the kind's habit.
 */
export function finalizersFor(object: KubeObject, { propagationPolicy }: DeleteOptions): readonly string[] {
  const present = object.metadata.finalizers ?? []
  const others = present.filter((finalizer) => finalizer !== FOREGROUND && finalizer !== ORPHAN)
  const kind = `${object.apiVersion} ${object.kind}`
  if (WITHOUT_DEPENDENTS.has(kind)) return others
  const policy = propagationPolicy ?? policyOf(present) ?? (ORPHANING.has(kind) ? 'Orphan' : 'Background')
  const own = policy === 'Orphan' ? [ORPHAN] : policy === 'Foreground' ? [FOREGROUND] : []
  const next = [...others, ...own]
  return next.length === present.length && own.every((finalizer) => present.includes(finalizer)) ? present : next
}

function policyOf(finalizers: readonly string[]): DeleteOptions['propagationPolicy'] {
  const first = finalizers.find((finalizer) => finalizer === FOREGROUND || finalizer === ORPHAN)
  if (first === undefined) return undefined
  return first === FOREGROUND ? 'Foreground' : 'Orphan'
}

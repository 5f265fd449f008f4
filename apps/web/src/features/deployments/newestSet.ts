import type { ReplicaSetRow } from '@binnacle/shared'

/** A Deployment's ReplicaSets: the one of the highest revision, and the others from new to old. A ReplicaSet without a revision is not the Deployment's doing and counts as old. */
export type Sets = { readonly newest: ReplicaSetRow | null; readonly older: readonly ReplicaSetRow[] }

export function newestSet(sets: readonly ReplicaSetRow[]): Sets {
  const [first, ...rest] = [...sets].sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0) || b.created - a.created || (a.name < b.name ? -1 : 1))
  if (first === undefined) return { newest: null, older: [] }
  return first.revision === null ? { newest: null, older: [first, ...rest] } : { newest: first, older: rest }
}

import type { ReplicaSetRow } from '@binnacle/shared'

/** Has pods, or should; one that nobody controls is in use by definition. The others are kept by a Deployment for its history. */
export function isInUse({ desired, replicas, controller }: ReplicaSetRow): boolean {
  return desired > 0 || replicas > 0 || controller === null
}

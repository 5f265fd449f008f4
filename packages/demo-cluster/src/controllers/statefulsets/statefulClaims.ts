import type { KubeObject, NewObject, OwnerReference } from '../../objects.ts'
import type { StatefulSet, VolumeClaimTemplate } from '../../workloads.ts'
import { controllerOf, controllerReference } from '../controllerOf.ts'

export function claimName(set: StatefulSet, { metadata }: VolumeClaimTemplate, ordinal: number): string {
  return `${metadata.name}-${set.metadata.name}-${ordinal}`
}

/** The PersistentVolumeClaims of the pod of an ordinal. */
export function claimsOf(set: StatefulSet, ordinal: number): readonly (NewObject & { readonly metadata: { readonly name: string } })[] {
  const { namespace } = set.metadata
  return (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...template.metadata,
      name: claimName(set, template, ordinal),
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
    },
    spec: template.spec,
  }))
}

/** Whom a claim should belong to by the set's retention policy, so that it goes with them; what another controller has is left to that. */
export function claimOwners(
  set: StatefulSet,
  claim: KubeObject,
  { pod, isWanted }: { readonly pod: KubeObject; readonly isWanted: boolean },
): readonly OwnerReference[] {
  const references = claim.metadata.ownerReferences ?? []
  const others = references.filter(({ uid }) => uid !== set.metadata.uid && uid !== pod.metadata.uid)
  const controller = controllerOf(claim)
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {}
  if (controller && others.includes(controller)) return references
  if (whenScaled === 'Delete' && !isWanted) return [...others, controllerReference(pod)]
  return whenDeleted === 'Delete' ? [...others, controllerReference(set)] : others
}

import type { Pod, Volume } from '../../kinds.ts'
import type { NewObject } from '../../objects.ts'
import type { ControllerRevision, StatefulSet } from '../../workloads.ts'
import { controllerReference } from '../controllerOf.ts'
import { REVISION_LABEL, templateOf } from '../history/controllerRevisions.ts'
import { omitEmpty } from '../omitEmpty.ts'
import { claimName } from './statefulClaims.ts'

const NAME_LABEL = 'statefulset.kubernetes.io/pod-name'
const INDEX_LABEL = 'apps.kubernetes.io/pod-index'

/** The number at the end of a pod's name; null where its name is none of the set. */
export function ordinalOf(set: StatefulSet, name: string): number | null {
  const [, parent, ordinal] = /^(.*)-(\d+)$/.exec(name) ?? []
  return parent === set.metadata.name ? Number(ordinal) : null
}

/** The ordinals that a set wants pods of. */
export function wantedOrdinals({ spec }: StatefulSet): readonly number[] {
  return Array.from({ length: spec.replicas ?? 1 }, (_, index) => (spec.ordinals?.start ?? 0) + index)
}

/** The name of the revision that a pod was made of. */
export function revisionOf(pod: Pod): string | undefined {
  return pod.metadata.labels?.[REVISION_LABEL]
}

/** The labels that tell a pod who it is. */
export function identity(name: string, ordinal: number): Readonly<Record<string, string>> {
  return { [NAME_LABEL]: name, [INDEX_LABEL]: String(ordinal) }
}

/** The pod of an ordinal as a revision makes it: its name, host name and claims are its own and stay so. */
export function statefulPod(set: StatefulSet, revision: ControllerRevision, ordinal: number): NewObject {
  const template = templateOf(revision)
  const name = `${set.metadata.name}-${ordinal}`
  const { annotations, finalizers, labels } = template.metadata ?? {}
  const { serviceName, volumeClaimTemplates = [] } = set.spec
  const claims = volumeClaimTemplates.map((one): Volume => ({ name: one.metadata.name, persistentVolumeClaim: { claimName: claimName(set, one, ordinal) } }))
  const others = (template.spec.volumes ?? []).filter((volume) => !claims.some((claim) => claim.name === volume.name))
  const metadata = {
    name,
    generateName: `${set.metadata.name}-`,
    labels: { ...labels, ...identity(name, ordinal), [REVISION_LABEL]: revision.metadata.name },
    ...omitEmpty({ namespace: set.metadata.namespace, annotations, finalizers }),
    ownerReferences: [controllerReference(set)],
  }
  const spec = { ...template.spec, hostname: name, ...omitEmpty({ subdomain: serviceName, volumes: [...claims, ...others] }) }
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec }
}

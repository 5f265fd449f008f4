import type { WriteOptions } from '../../apiserver/Api.ts'
import type { ClusterParts } from '../../ClusterParts.ts'
import type { PodTemplate } from '../../kinds.ts'
import type { KubeObject, NewObject } from '../../objects.ts'
import { done, type Result } from '../../Status.ts'
import type { Store } from '../../storage/Store.ts'
import type { ControllerRevision } from '../../workloads.ts'
import { controllerReference } from '../controllerOf.ts'
import { podTemplateHash } from '../deployments/podTemplateHash.ts'
import { storedOwnedBy } from '../stored.ts'

const RESOURCE = 'controllerrevisions.apps'
const DEFAULT_LIMIT = 10

export const REVISION_LABEL = 'controller-revision-hash'

/** What keeps its templates as ControllerRevisions. */
type Owner = KubeObject & { readonly spec: { readonly template: PodTemplate; readonly revisionHistoryLimit?: number } }

type Writer = { readonly parts: Pick<ClusterParts, 'api' | 'store'>; readonly options: WriteOptions }

/** The revisions of an owner, the oldest first. */
export function revisionsOf(store: Store, owner: KubeObject): readonly ControllerRevision[] {
  return [...storedOwnedBy(store, RESOURCE, owner.metadata.uid)].sort((a, b) => a.revision - b.revision)
}

/** The template that a revision restores. */
export function templateOf({ data }: ControllerRevision): PodTemplate {
  const { $patch: _, ...template } = (data as { readonly spec: { readonly template: PodTemplate & { readonly $patch?: string } } }).spec.template
  return template
}

/** Sees to it that the owner's template is its newest revision, which `kubectl rollout history` and `undo` read, and gives that. */
export function newestRevision({ parts: { api, store }, options }: Writer, owner: Owner): Result<ControllerRevision> {
  const hash = podTemplateHash(owner.spec.template, undefined)
  const { namespace, name } = owner.metadata
  const known = revisionsOf(store, owner)
  const newest = known.at(-1)?.revision ?? 0
  const current = known.find(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash)
  if (current?.revision === newest) return done(current)
  const written = current
    ? api.update({ resource: RESOURCE, namespace, name: current.metadata.name }, { ...current, revision: newest + 1 }, options)
    : api.create(RESOURCE, newRevision(owner, { hash, name: `${name}-${hash}`, revision: newest + 1 }), options)
  return written.ok ? done(written.value as ControllerRevision) : written
}

/** Forgets the oldest revisions beyond the owner's limit, of those that are not in use. */
export function forgetRevisions({ parts: { api, store }, options }: Writer, owner: Owner, inUse: (revision: ControllerRevision) => boolean): void {
  const old = revisionsOf(store, owner).filter((one) => !inUse(one))
  for (const { metadata } of old.slice(0, Math.max(0, old.length - (owner.spec.revisionHistoryLimit ?? DEFAULT_LIMIT)))) {
    api.delete({ resource: RESOURCE, namespace: metadata.namespace, name: metadata.name }, {}, options)
  }
}

type Named = { readonly hash: string; readonly name: string; readonly revision: number }

function newRevision(owner: Owner, { hash, name, revision }: Named): NewObject {
  const { namespace, annotations } = owner.metadata
  const { template } = owner.spec
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels: { ...template.metadata?.labels, [REVISION_LABEL]: hash },
    ...(annotations ? { annotations } : {}),
    ownerReferences: [controllerReference(owner)],
  }
  return { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data: { spec: { template: { ...template, $patch: 'replace' } } }, revision }
}

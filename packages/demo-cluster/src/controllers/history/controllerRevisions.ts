import type { WriteOptions } from '../../apiserver/Api.ts'
import type { ClusterParts } from '../../ClusterParts.ts'
import type { LabelSelector, PodTemplate } from '../../kinds.ts'
import type { KubeObject, NewObject } from '../../objects.ts'
import { done, type Result } from '../../Status.ts'
import type { Store } from '../../storage/Store.ts'
import type { ControllerRevision } from '../../workloads.ts'
import { claim } from '../claim.ts'
import { controllerOf, controllerReference } from '../controllerOf.ts'
import { podTemplateHash } from '../deployments/podTemplateHash.ts'
import { storedList, storedOwnedBy } from '../stored.ts'

const RESOURCE = 'controllerrevisions.apps'
const DEFAULT_LIMIT = 10

/** By which a pod tells its revision. */
export const REVISION_LABEL = 'controller-revision-hash'

/** What keeps its templates as ControllerRevisions. */
type Owner = KubeObject & { readonly spec: { readonly selector: LabelSelector; readonly template: PodTemplate; readonly revisionHistoryLimit?: number } }

/** `hashLabel` is the label by which the kind of owner tells its revisions apart. */
type RevisionWriter = { readonly parts: Pick<ClusterParts, 'api' | 'store'>; readonly options: WriteOptions; readonly hashLabel: string }

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
export function newestRevision(writer: RevisionWriter, owner: Owner): Result<ControllerRevision> {
  const { parts, options, hashLabel } = writer
  const { api, store } = parts
  const adopted = adoptRevisions(writer, owner)
  if (!adopted.ok) return adopted
  const hash = podTemplateHash(owner.spec.template, undefined)
  const { namespace, name } = owner.metadata
  const known = revisionsOf(store, owner)
  const newest = known.at(-1)?.revision ?? 0
  const current = known.find(({ metadata }) => metadata.labels?.[hashLabel] === hash)
  if (current?.revision === newest) return done(current)
  const written = current
    ? api.update({ resource: RESOURCE, namespace, name: current.metadata.name }, { ...current, revision: newest + 1 }, options)
    : api.create(RESOURCE, newRevision(owner, { labels: { [hashLabel]: hash }, name: `${name}-${hash}`, revision: newest + 1 }), options)
  return written.ok ? done(written.value as ControllerRevision) : written
}

/** Forgets the oldest revisions beyond the owner's limit, of those that are not in use. */
export function forgetRevisions({ parts: { api, store }, options }: RevisionWriter, owner: Owner, inUse: (revision: ControllerRevision) => boolean): void {
  const old = revisionsOf(store, owner).filter((one) => !inUse(one))
  for (const { metadata } of old.slice(0, Math.max(0, old.length - (owner.spec.revisionHistoryLimit ?? DEFAULT_LIMIT)))) {
    api.delete({ resource: RESOURCE, namespace: metadata.namespace, name: metadata.name }, {}, options)
  }
}

/** Revisions that an owner of before has left behind. */
function adoptRevisions({ parts: { api, store }, options }: RevisionWriter, owner: Owner): Result<unknown> {
  const orphans = storedList(store, RESOURCE, owner.metadata.namespace).filter((one) => !controllerOf(one))
  return claim({ api, options, owner, selector: owner.spec.selector, resource: RESOURCE }, orphans)
}

type Named = { readonly labels: Readonly<Record<string, string>>; readonly name: string; readonly revision: number }

function newRevision(owner: Owner, { labels, name, revision }: Named): NewObject {
  const { namespace, annotations } = owner.metadata
  const { template } = owner.spec
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels: { ...template.metadata?.labels, ...labels },
    ...(annotations ? { annotations } : {}),
    ownerReferences: [controllerReference(owner)],
  }
  return { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data: { spec: { template: { ...template, $patch: 'replace' } } }, revision }
}

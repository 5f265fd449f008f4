import type { ClusterParts } from '../../ClusterParts.ts'
import type { NewObject } from '../../objects.ts'
import { done, type Result } from '../../Status.ts'
import type { DaemonSet } from '../../workloads.ts'
import { controllerReference } from '../controllerOf.ts'
import { controllerOptions } from '../controllerOptions.ts'
import { podTemplateHash } from '../deployments/podTemplateHash.ts'
import { storedOwnedBy } from '../stored.ts'
import { REVISION_LABEL } from './daemonPod.ts'

const RESOURCE = 'controllerrevisions.apps'
const DEFAULT_HISTORY = 10

export const daemonOptions = controllerOptions('daemon-set-controller')

/**
 * Sees to it that the set's template is its newest ControllerRevision, which `kubectl rollout history` and `undo` read, and forgets the oldest beyond the limit that no pod
 * has. Gives the hash that its pods are labelled with.
 */
export function currentRevision({ api, store }: ClusterParts, set: DaemonSet, inUse: ReadonlySet<string>): Result<string> {
  const { template } = set.spec
  const hash = podTemplateHash(template, undefined)
  const { namespace, name } = set.metadata
  const known = [...storedOwnedBy(store, RESOURCE, set.metadata.uid)].sort((a, b) => a.revision - b.revision)
  const newest = known.at(-1)?.revision ?? 0
  const current = known.find(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash)
  const of = { resource: RESOURCE, namespace, name: `${name}-${hash}` }
  const written = !current
    ? api.create(RESOURCE, newRevision(set, hash, newest + 1), daemonOptions)
    : current.revision === newest
      ? done(current)
      : api.update(of, { ...current, revision: newest + 1 }, daemonOptions)
  if (!written.ok) return written
  const old = known.filter((one) => one !== current && !inUse.has(one.metadata.labels?.[REVISION_LABEL] ?? ''))
  for (const { metadata } of old.slice(0, Math.max(0, old.length - (set.spec.revisionHistoryLimit ?? DEFAULT_HISTORY)))) {
    api.delete({ resource: RESOURCE, namespace, name: metadata.name }, {}, daemonOptions)
  }
  return done(hash)
}

function newRevision(set: DaemonSet, hash: string, revision: number): NewObject {
  const { namespace, name, annotations } = set.metadata
  const { template } = set.spec
  const metadata = {
    name: `${name}-${hash}`,
    ...(namespace === undefined ? {} : { namespace }),
    labels: { ...template.metadata?.labels, [REVISION_LABEL]: hash },
    ...(annotations ? { annotations } : {}),
    ownerReferences: [controllerReference({ ...set, apiVersion: 'apps/v1', kind: 'DaemonSet' })],
  }
  return { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data: { spec: { template: { ...template, $patch: 'replace' } } }, revision }
}

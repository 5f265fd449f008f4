import type { ClusterParts } from '../../ClusterParts.ts'
import type { Pod } from '../../kinds.ts'
import type { KubeObject } from '../../objects.ts'
import type { ResourceName } from '../../resources.ts'
import { controllerOptions } from '../controllerOptions.ts'
import { hasEnded } from '../podState.ts'
import type { Remaining } from './namespaceConditions.ts'

const FINALIZER_SECONDS = 15

export const namespaceOptions = controllerOptions('namespace-controller')

/** `seconds` is how long the rest may take: 0 with nothing in `remaining` when all is gone. `told` is what the conditions say of it. */
export type Emptied = { readonly seconds: number; readonly errors: readonly string[]; readonly told: Remaining }

type Left = { readonly seconds: number; readonly objects: readonly KubeObject[]; readonly error: string | null }

/** Deletes everything in a namespace, pods first: nothing else goes while a pod is there. */
export function emptyNamespace(parts: ClusterParts, name: string, deletedAt: number): Emptied {
  const pods = deleteAll(parts, 'pods', { name, deletedAt })
  const nothing: Remaining = { errors: errorsOf([pods]), resources: new Map(), finalizers: new Map() }
  if (pods.objects.length > 0) return { seconds: pods.seconds, errors: errorsOf([pods]), told: nothing }
  const resources = parts.store.resources.filter((resource) => resource !== 'pods')
  const all = resources.map((resource) => ({ resource, left: deleteAll(parts, resource, { name, deletedAt }) }))
  const lefts = all.map(({ left }) => left)
  const remaining = all.filter(({ left }) => left.objects.length > 0)
  const told = {
    errors: errorsOf(lefts),
    resources: new Map(remaining.map(({ resource, left }) => [resource.includes('.') ? resource : `${resource}.`, left.objects.length])),
    finalizers: countFinalizers(lefts.flatMap(({ objects }) => objects)),
  }
  return { seconds: Math.max(0, ...lefts.map(({ seconds }) => seconds)), errors: told.errors, told }
}

function errorsOf(lefts: readonly Left[]): readonly string[] {
  return lefts.map(({ error }) => error).filter((error) => error !== null)
}

function countFinalizers(objects: readonly KubeObject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const finalizer of objects.flatMap(({ metadata }) => metadata.finalizers ?? [])) counts.set(finalizer, (counts.get(finalizer) ?? 0) + 1)
  return counts
}

type Of = { readonly name: string; readonly deletedAt: number }

function deleteAll({ api, store, clock }: ClusterParts, resource: ResourceName, { name: namespace, deletedAt }: Of): Left {
  const before = store.list(resource, namespace)
  const grace = resource === 'pods' ? Math.max(0, ...(before as readonly Pod[]).filter((pod) => !hasEnded(pod)).map(graceOf)) : 0
  const seconds = clock.now() - deletedAt >= grace * 1000 ? 0 : grace
  for (const { metadata } of before) {
    const deleted = api.delete({ resource, namespace, name: metadata.name }, { propagationPolicy: 'Background' }, namespaceOptions)
    if (!deleted.ok && deleted.status.code !== 404) return { seconds, objects: store.list(resource, namespace), error: deleted.status.message }
  }
  const objects = store.list(resource, namespace)
  if (objects.length === 0) return { seconds: 0, objects, error: null }
  if (seconds > 0) return { seconds, objects, error: null }
  if (objects.some(({ metadata }) => (metadata.finalizers ?? []).length > 0)) return { seconds: FINALIZER_SECONDS, objects, error: null }
  return { seconds, objects, error: `unexpected items still remain in namespace: ${namespace} for gvr: ${gvr(objects[0], resource)}` }
}

function graceOf({ spec }: Pod): number {
  return spec.terminationGracePeriodSeconds ?? 30
}

/** As Go prints a GroupVersionResource. */
function gvr(object: KubeObject | undefined, resource: ResourceName): string {
  const [version = '', group = ''] = (object?.apiVersion ?? '').split('/').reverse()
  return `${group}/${version}, Resource=${resource.split('.')[0] ?? resource}`
}

import { recordUpdate } from '../fields/recordUpdate.ts'
import { sameButForTimes } from '../fields/sameButForTimes.ts'
import type { KubeObject, NewObject, ObjectMeta } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Subresource, Target, WriteOptions } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { create, type Write } from './create.ts'
import { nextGeneration } from './generation.ts'
import { kindOf } from './kindOf.ts'
import { metadataErrors, updatedMetadata } from './metadata.ts'
import { keptNamespace, specFinalizers } from './namespaceLife.ts'
import { conflict, invalid, notFound } from './refusals.ts'

/** A PUT of one of these creates it where it is missing. */
const CREATED_BY_UPDATE = new Set<ResourceName>([
  'events',
  'limitranges',
  'services',
  'leases.coordination.k8s.io',
  'roles.rbac.authorization.k8s.io',
  'rolebindings.rbac.authorization.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
])

/** These are never replaced without saying which version is meant. */
const VERSION_NEEDED = new Set<ResourceName>(['leases.coordination.k8s.io', 'poddisruptionbudgets.policy'])

/** Replaces an object, or its status. */
export function update(parts: VerbParts, of: Target, { object, options }: Write): Result<KubeObject> {
  const before = parts.store.get(of.resource, of.namespace, of.name)
  const info = parts.resource(of.resource)
  if (!before) return CREATED_BY_UPDATE.has(of.resource) && !of.subresource ? create(parts, of.resource, { object, options }) : refused(notFound(info, of))
  const { uid } = object.metadata
  if (uid && uid !== before.metadata.uid) {
    const key = `/registry/${info?.resource ?? of.resource}/${of.namespace === undefined ? '' : `${of.namespace}/`}${of.name}`
    const failed = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`
    return refused(conflict(info, of, `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${failed}`))
  }
  const defaulted = withDefaults(parts, of, { ...object, metadata: { ...object.metadata, name: object.metadata.name ?? of.name } })
  const owned = recordUpdate(parts, { before, after: defaulted, subresource: of.subresource ?? null, manager: options.fieldManager })
  return replace(parts, of, { before, after: owned, options })
}

/** A whole object as decoding gives it. */
export function withDefaults(parts: VerbParts, of: Target, object: NewObject & { readonly metadata: { readonly name: string } }): KubeObject {
  const whole: KubeObject = { ...object, metadata: { uid: '', resourceVersion: '', creationTimestamp: '', ...object.metadata } }
  return parts.admission.defaults?.(of.resource, whole) ?? whole
}

type Replacement = { readonly before: KubeObject; readonly after: KubeObject; readonly options: WriteOptions }

/**
 * Puts what a PUT or a patch made of an object in its place, once its defaults and its owners are known: the version asked for, what only the server sets, admission,
 * generation, and whether it stays at all.
 */
export function replace(parts: VerbParts, of: Target, { before, after, options }: Replacement): Result<KubeObject> {
  const { store, admission } = parts
  const info = parts.resource(of.resource)
  const { resourceVersion } = after.metadata
  if (resourceVersion !== '' && resourceVersion !== '0') {
    if (resourceVersion !== before.metadata.resourceVersion) return refused(conflict(info, of))
  } else if (VERSION_NEEDED.has(of.resource)) {
    const error = { field: 'metadata.resourceVersion', reason: 'FieldValueInvalid', detail: 'Invalid value: 0: must be specified for an update' } as const
    return refused(invalid({ ...kindOf(before), kind: info?.resource ?? of.resource }, [error]))
  }
  const prepared = prepare(of, after, before)
  const errors = metadataErrors(prepared, before)
  if (errors.length > 0) return refused(invalid(kindOf(before), errors))
  const subresource = of.subresource === 'status' ? 'status' : null
  const admitted = of.subresource === 'finalize' ? done(prepared) : admission.admit({ resource: of.resource, object: prepared, before, subresource, options })
  if (!admitted.ok) return admitted
  const counted = withGeneration(of, admitted.value, before)
  if (mayGo(of, counted, before)) return done(options.dryRun ? counted : (store.remove(of.resource, of.namespace, of.name) ?? counted))
  if (sameButForTimes(counted, before)) return done(before)
  return done(options.dryRun ? counted : store.put(of.resource, counted))
}

/** Which part of the object this write may change. */
function prepare(
  { resource, subresource }: { readonly resource: ResourceName; readonly subresource?: Subresource },
  after: KubeObject,
  before: KubeObject,
): KubeObject {
  if (subresource === 'status') {
    const metadata = { ...updatedMetadata(after.metadata, before), ...keptByStatus(before) }
    return { ...before, metadata, status: after['status'] }
  }
  const metadata = updatedMetadata(after.metadata, before)
  const { status: _, ...rest } = after
  const kept: KubeObject = before['status'] === undefined ? { ...rest, metadata } : { ...rest, metadata, status: before['status'] }
  return resource === 'namespaces' && subresource !== 'finalize' ? keptNamespace(kept, before) : kept
}

/** Metadata that a write of this kind's status leaves alone, where any other is written along with it. */
function keptByStatus({ kind, metadata }: KubeObject): Partial<ObjectMeta> {
  const { labels, ownerReferences } = metadata
  if (kind === 'Deployment') return labels === undefined ? {} : { labels }
  return kind === 'Pod' && ownerReferences !== undefined ? { ownerReferences } : {}
}

function withGeneration({ resource, subresource }: Target, after: KubeObject, before: KubeObject): KubeObject {
  const generation = subresource === 'status' ? before.metadata.generation : nextGeneration(resource, after, before)
  return generation === undefined || generation === after.metadata.generation ? after : { ...after, metadata: { ...after.metadata, generation } }
}

/** An object that was asked to go goes with the last of its finalizers; where it has a grace period, the kubelet's own delete ends it. */
function mayGo({ resource }: Target, after: KubeObject, before: KubeObject): boolean {
  if (before.metadata.deletionTimestamp === undefined || (after.metadata.finalizers ?? []).length > 0) return false
  if (resource === 'namespaces' && specFinalizers(after).length > 0) return false
  return (before.metadata.deletionGracePeriodSeconds ?? 0) === 0
}

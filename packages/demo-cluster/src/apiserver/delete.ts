import type { KubeObject, ObjectMeta } from '../objects.ts'
import { timestamp } from '../objects.ts'
import { sameValue } from '../patch/sameValue.ts'
import { done, type Result, refused, type Status } from '../Status.ts'
import type { DeleteOptions, ObjectName, WriteOptions } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { kindOf } from './kindOf.ts'
import { immortal, specFinalizers, terminating } from './namespaceLife.ts'
import { finalizersFor } from './propagation.ts'
import { conflict, notFound, preconditionFailed } from './refusals.ts'

/** What defaulting gives a pod that does not say. */
const DEFAULT_GRACE_SECONDS = 30

export type Removal = { readonly how: DeleteOptions; readonly options: WriteOptions }

/** Deletes an object: at once, or marks it as going where a grace period or a finalizer stands before. */
export function remove(parts: VerbParts, of: ObjectName, { how, options }: Removal): Result<KubeObject> {
  const before = parts.store.get(of.resource, of.namespace, of.name)
  if (!before) return refused(notFound(parts.resource(of.resource), of))
  const refusal = immortal(parts, of) ?? (of.resource === 'namespaces' ? namespaceMismatch(parts, of, { before, how }) : mismatch(before, how))
  if (refusal) return refused(refusal)
  const steps =
    of.resource === 'namespaces'
      ? removeNamespace(parts, before, how)
      : of.resource === 'pods'
        ? removePod(parts, before, how)
        : removeOther(parts, before, how)
  if (options.dryRun) return done(steps.next)
  const marked = sameValue(steps.next, before) ? before : parts.store.put(of.resource, steps.next)
  return done(steps.gone ? (parts.store.remove(of.resource, of.namespace, of.name) ?? marked) : marked)
}

/** Whether a delete that gave this object has taken it out of the store; else it stays, marked, until its grace or its finalizers end. */
export function wasRemoved(object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata
  if (deletionTimestamp === undefined) return true
  const held = object.kind === 'Namespace' && object.apiVersion === 'v1' && specFinalizers(object).length > 0
  return !held && (finalizers ?? []).length === 0 && (deletionGracePeriodSeconds ?? 0) === 0
}

/** What the object becomes first, and whether it then goes. */
type Steps = { readonly next: KubeObject; readonly gone: boolean }

function removeOther({ clock }: VerbParts, before: KubeObject, how: DeleteOptions): Steps {
  const finalizers = finalizersFor(before, how)
  if (finalizers.length === 0) return { next: before, gone: true }
  return { next: withMetadata(before, { ...marked(before, clock.now()), finalizers }), gone: false }
}

/** No grace: the deletion is marked for now, or for when it already was. */
function marked({ metadata }: KubeObject, now: number): ObjectMeta {
  const { deletionTimestamp, generation } = metadata
  const at = deletionTimestamp !== undefined && Date.parse(deletionTimestamp) <= now ? deletionTimestamp : timestamp(now)
  const counted = deletionTimestamp === undefined && generation !== undefined && generation > 0 ? { generation: generation + 1 } : {}
  return { ...metadata, ...counted, deletionTimestamp: at, deletionGracePeriodSeconds: 0 }
}

/** Pods are given time; one that no node has, or that has ended, needs none. A second delete can only shorten what is left. */
function removePod(parts: VerbParts, before: KubeObject, how: DeleteOptions): Steps {
  const { metadata } = before
  const now = parts.clock.now()
  if (metadata.deletionTimestamp === undefined) {
    const grace = graceOf(before, how)
    const finalizers = finalizersFor(before, how)
    const generation = metadata.generation === undefined ? {} : { generation: metadata.generation + 1 }
    const deletion = { deletionTimestamp: timestamp(now + grace * 1000), deletionGracePeriodSeconds: grace }
    const next = withMetadata(before, { ...metadata, ...generation, ...deletion, ...listed(finalizers) })
    return { next, gone: grace === 0 && finalizers.length === 0 }
  }
  const left = metadata.deletionGracePeriodSeconds ?? 0
  if (left === 0) return removeOther(parts, before, how)
  const asked = how.gracePeriodSeconds === undefined ? left : Math.max(how.gracePeriodSeconds, how.gracePeriodSeconds < 0 ? 1 : 0)
  if (asked >= left) return { next: before, gone: false }
  const end = Date.parse(metadata.deletionTimestamp) + (asked - left) * 1000
  const grace = end < now && asked !== 0 ? 1 : asked
  const finalizers = finalizersFor(before, how)
  const deletion = { deletionTimestamp: timestamp(Math.max(end, now)), deletionGracePeriodSeconds: grace }
  return { next: withMetadata(before, { ...metadata, ...deletion, ...listed(finalizers) }), gone: grace === 0 && finalizers.length === 0 }
}

function graceOf(pod: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  const spec = fieldsOf(pod['spec'])
  const phase = fieldsOf(pod['status'])['phase']
  if (!spec['nodeName'] || phase === 'Succeeded' || phase === 'Failed') return 0
  const own = spec['terminationGracePeriodSeconds']
  const grace = gracePeriodSeconds ?? (typeof own === 'number' ? own : DEFAULT_GRACE_SECONDS)
  return grace < 0 ? 1 : grace
}

/** The first delete turns a Namespace to `Terminating`; it goes once its controller has emptied it and taken the finalizer of its spec. */
function removeNamespace(parts: VerbParts, before: KubeObject, how: DeleteOptions): Steps {
  if (before.metadata.deletionTimestamp !== undefined) {
    return specFinalizers(before).length > 0 ? { next: before, gone: false } : removeOther(parts, before, how)
  }
  const finalizers = finalizersFor(before, how)
  const next = terminating(withMetadata(before, { ...before.metadata, deletionTimestamp: timestamp(parts.clock.now()), ...listed(finalizers) }))
  return { next, gone: specFinalizers(before).length === 0 && finalizers.length === 0 }
}

function listed(finalizers: readonly string[]): { readonly finalizers?: readonly string[] } {
  return finalizers.length === 0 ? {} : { finalizers }
}

function withMetadata(object: KubeObject, metadata: ObjectMeta): KubeObject {
  const { finalizers, ...rest } = metadata
  return { ...object, metadata: finalizers === undefined || finalizers.length === 0 ? rest : metadata }
}

function mismatch(before: KubeObject, { preconditions }: DeleteOptions): Status | null {
  const { uid, resourceVersion } = before.metadata
  if (preconditions?.uid !== undefined && preconditions.uid !== uid) {
    const why = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`
    return preconditionFailed(kindOf(before), why)
  }
  if (preconditions?.resourceVersion === undefined || preconditions.resourceVersion === resourceVersion) return null
  const why = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`
  return preconditionFailed(kindOf(before), why)
}

function namespaceMismatch(parts: VerbParts, of: ObjectName, { before, how }: { readonly before: KubeObject; readonly how: DeleteOptions }): Status | null {
  const { uid, resourceVersion } = before.metadata
  const asked = how.preconditions ?? {}
  const info = parts.resource(of.resource)
  if (asked.uid !== undefined && asked.uid !== uid) {
    return conflict(info, of, `Precondition failed: UID in precondition: ${asked.uid}, UID in object meta: ${uid}`)
  }
  if (asked.resourceVersion === undefined || asked.resourceVersion === resourceVersion) return null
  return conflict(
    info,
    of,
    `Precondition failed: ResourceVersion in precondition: ${asked.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
  )
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

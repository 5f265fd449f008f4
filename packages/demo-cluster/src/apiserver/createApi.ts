import type { Admission } from '../admission/Admission.ts'
import type { Clock } from '../clock.ts'
import type { KubeObject, NewObject, ObjectMeta } from '../objects.ts'
import { timestamp } from '../objects.ts'
import type { Random } from '../Random.ts'
import type { ResourceInfo, ResourceName } from '../resources.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Store } from '../storage/Store.ts'
import type { Api, DeleteOptions, ObjectName, WriteOptions } from './Api.ts'
import { alreadyExists, conflict, notFound, notThis } from './refusals.ts'

export type ApiParts = {
  readonly clock: Clock
  readonly random: Random
  readonly store: Store
  readonly admission: Admission
  readonly resource: (name: ResourceName) => ResourceInfo | undefined
}

const STATUS_FREE = new Set(['metadata', 'status'])
const DEFAULT_GRACE_SECONDS = 30

/** The verbs of the apiserver over a Store. */
export function createApi(parts: ApiParts): Api {
  const { store } = parts
  return {
    get: (of) => {
      const found = store.get(of.resource, of.namespace, of.name)
      return found ? done(found) : refused(notFound(parts.resource(of.resource), of))
    },
    list: (resource, namespace) => store.list(resource, namespace),
    create: (resource, object, options) => create(parts, resource, { object, options }),
    update: (of, object, options) => update(parts, of, { object, options }),
    patch: (of) => refused(notThis(`patches of ${of.resource} are not served yet`)),
    delete: (of, how, options) => remove(parts, of, { how, options }),
  }
}

type Write = { readonly object: NewObject; readonly options: WriteOptions }

function create(parts: ApiParts, resource: ResourceName, { object, options }: Write): Result<KubeObject> {
  const { clock, random, store, admission } = parts
  const name = object.metadata.name ?? `${object.metadata.generateName ?? ''}${random.suffix()}`
  const namespace = object.metadata.namespace
  if (store.get(resource, namespace, name)) return refused(alreadyExists(parts.resource(resource), { resource, namespace, name }))
  const metadata: ObjectMeta = {
    ...object.metadata,
    name,
    uid: random.uid(),
    resourceVersion: '',
    creationTimestamp: timestamp(clock.now()),
    ...('spec' in object ? { generation: 1 } : {}),
  }
  const admitted = admission.admit({ resource, object: { ...object, metadata }, before: null, subresource: null, options })
  if (!admitted.ok || options.dryRun) return admitted
  return done(store.put(resource, admitted.value))
}

function update(parts: ApiParts, of: ObjectName & { readonly subresource?: 'status' }, { object, options }: Write): Result<KubeObject> {
  const { store, admission } = parts
  const before = store.get(of.resource, of.namespace, of.name)
  const info = parts.resource(of.resource)
  if (!before) return refused(notFound(info, of))
  const asked = object.metadata.resourceVersion
  if (asked && asked !== before.metadata.resourceVersion) return refused(conflict(info, of))
  const next = of.subresource === 'status' ? { ...before, status: object['status'] } : withoutStatus(object, before)
  const moved = of.subresource !== 'status' && Object.keys(next).some((key) => !STATUS_FREE.has(key) && !sameJson(next[key], before[key]))
  const metadata = {
    ...next.metadata,
    ...kept(before),
    ...(moved && before.metadata.generation !== undefined ? { generation: before.metadata.generation + 1 } : {}),
  }
  const admitted = admission.admit({ resource: of.resource, object: { ...next, metadata }, before, subresource: of.subresource ?? null, options })
  if (!admitted.ok || options.dryRun) return admitted
  const { value } = admitted
  if (sameJson(value, before)) return done(before)
  if (value.metadata.deletionTimestamp !== undefined && (value.metadata.finalizers ?? []).length === 0 && value.metadata.deletionGracePeriodSeconds === 0) {
    return done(store.remove(of.resource, of.namespace, of.name) ?? value)
  }
  return done(store.put(of.resource, value))
}

function withoutStatus(object: NewObject, before: KubeObject): KubeObject {
  const metadata: ObjectMeta = { ...object.metadata, ...kept(before) }
  return before['status'] === undefined ? { ...object, metadata } : { ...object, metadata, status: before['status'] }
}

/** Metadata that no update may touch. */
function kept({ metadata }: KubeObject) {
  const { name, namespace, uid, creationTimestamp, resourceVersion, deletionTimestamp, deletionGracePeriodSeconds } = metadata
  return {
    name,
    uid,
    creationTimestamp,
    resourceVersion,
    ...(namespace === undefined ? {} : { namespace }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
  }
}

function remove(parts: ApiParts, of: ObjectName, { how, options }: { readonly how: DeleteOptions; readonly options: WriteOptions }): Result<KubeObject> {
  const { clock, store } = parts
  const before = store.get(of.resource, of.namespace, of.name)
  if (!before) return refused(notFound(parts.resource(of.resource), of))
  if (options.dryRun) return done(before)
  const grace = of.resource === 'pods' ? graceOf(before, how) : 0
  const finalizers = before.metadata.finalizers ?? []
  if (grace === 0 && finalizers.length === 0) return done(store.remove(of.resource, of.namespace, of.name) ?? before)
  if (before.metadata.deletionTimestamp !== undefined && grace >= (before.metadata.deletionGracePeriodSeconds ?? 0)) return done(before)
  const metadata = { ...before.metadata, deletionTimestamp: timestamp(clock.now() + grace * 1000), deletionGracePeriodSeconds: grace }
  return done(store.put(of.resource, { ...before, metadata }))
}

/** A pod that no node has, or that has ended, needs no grace. */
function graceOf(pod: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  const spec = pod['spec'] as { nodeName?: string; terminationGracePeriodSeconds?: number } | undefined
  const phase = (pod['status'] as { phase?: string } | undefined)?.phase
  if (!spec?.nodeName || phase === 'Succeeded' || phase === 'Failed') return 0
  return gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

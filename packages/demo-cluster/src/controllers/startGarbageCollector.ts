import type { ObjectName } from '../apiserver/Api.ts'
import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { KubeObject, ObjectMeta, OwnerReference } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import type { Change } from '../storage/Store.ts'
import { controllerOptions } from './controllerOptions.ts'
import { ObjectIndex } from './garbage/ObjectIndex.ts'
import { createWorkQueue } from './workQueue.ts'

const FOREGROUND = 'foregroundDeletion'
const ORPHAN = 'orphan'
const options = controllerOptions('generic-garbage-collector')

/**
 * Deletes what has lost its owners, as upstream's garbage collector: background (the owner is gone), foreground (the owner waits for dependents that block it) and
 * orphaning (dependents lose their reference, then the owner its finalizer). A dependent with another owner stays and loses the dangling reference only. Left out:
 * events about owners in other namespaces, which own nothing.
 */
export function startGarbageCollector(parts: ClusterParts): Running {
  const { store, clock } = parts
  const index = new ObjectIndex(store)
  const queue = createWorkQueue(clock, (uid) => collect({ ...parts, index, look: (dependent) => queue.add(dependent) }, uid))

  function changed(change: Change): void {
    index.follow(change)
    const { type, object, before } = change
    const { uid, ownerReferences = [], namespace } = object.metadata
    if (type === 'DELETED') for (const { object: dependent } of store.ownedBy(uid)) queue.add(dependent.metadata.uid)
    else if (isGoing(object, FOREGROUND) || isGoing(object, ORPHAN)) queue.add(uid)
    else if (ownerReferences.some((reference) => holdsNot(index.owner(reference, namespace)))) queue.add(uid)
    const owners = type === 'DELETED' ? ownerReferences : (before?.metadata.ownerReferences ?? [])
    for (const { uid: owner } of owners) {
      const found = index.find(owner)
      if (found && isGoing(found.object, FOREGROUND)) queue.add(owner)
    }
  }

  const unsubscribe = store.subscribe(changed)
  for (const resource of store.resources) {
    for (const { metadata } of store.list(resource)) if (metadata.ownerReferences || metadata.deletionTimestamp) queue.add(metadata.uid)
  }
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

type Collector = ClusterParts & { readonly index: ObjectIndex; readonly look: (uid: string) => void }
type Item = { readonly of: ObjectName; readonly object: KubeObject }

function collect(collector: Collector, uid: string): Result<unknown> {
  const item = collector.index.find(uid)
  if (!item) return done(null)
  if (isGoing(item.object, ORPHAN)) return orphanDependents(collector, item)
  if (isGoing(item.object, FOREGROUND)) return awaitDependents(collector, item)
  return item.object.metadata.deletionTimestamp === undefined ? deleteUnowned(collector, item) : done(null)
}

function orphanDependents({ api, store }: Collector, item: Item): Result<unknown> {
  const { uid } = item.object.metadata
  for (const { resource, object } of store.ownedBy(uid)) {
    const { namespace, name } = object.metadata
    const freed = release(api, { of: { resource, namespace, name }, object }, (reference) => reference.uid !== uid)
    if (!freed.ok) return freed
  }
  return withoutFinalizer(api, item, ORPHAN)
}

function awaitDependents({ api, store, look }: Collector, item: Item): Result<unknown> {
  const { uid } = item.object.metadata
  const blocking = store.ownedBy(uid).filter(({ object }) => object.metadata.ownerReferences?.some((one) => one.uid === uid && one.blockOwnerDeletion === true))
  if (blocking.length === 0) return withoutFinalizer(api, item, FOREGROUND)
  for (const { object } of blocking) if (!isGoing(object, FOREGROUND)) look(object.metadata.uid)
  return done(null)
}

function deleteUnowned({ api, store, index }: Collector, item: Item): Result<unknown> {
  const { metadata } = item.object
  const references = metadata.ownerReferences ?? []
  if (references.length === 0) return done(null)
  const owners = references.map((reference) => ({ reference, owner: index.owner(reference, metadata.namespace) }))
  const solid = owners.filter(({ owner }) => !holdsNot(owner))
  if (solid.length > 0) {
    const kept = new Set(solid.map(({ reference }) => reference.uid))
    return kept.size === references.length ? done(null) : release(api, item, ({ uid }) => kept.has(uid))
  }
  const awaited = owners.some(({ owner }) => owner !== null)
  const dependents = store.ownedBy(metadata.uid)
  if (awaited && dependents.length > 0) {
    // Two that wait for each other would wait for ever: this one blocks its owners no longer.
    if (dependents.some(({ object }) => isGoing(object, FOREGROUND))) unblock(api, item)
    return removed(api, item, 'Foreground')
  }
  const policy = has(item.object, ORPHAN) ? 'Orphan' : has(item.object, FOREGROUND) ? 'Foreground' : 'Background'
  return removed(api, item, policy)
}

function has({ metadata }: KubeObject, finalizer: string): boolean {
  return metadata.finalizers?.includes(finalizer) ?? false
}

function isGoing(object: KubeObject, finalizer: string): boolean {
  return object.metadata.deletionTimestamp !== undefined && has(object, finalizer)
}

/** Absent owners hold nothing, nor do those that wait for their dependents to go. */
function holdsNot(owner: KubeObject | null): boolean {
  return owner === null || isGoing(owner, FOREGROUND)
}

type WritingApi = ClusterParts['api']

function removed(api: WritingApi, { of, object }: Item, propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): Result<unknown> {
  return unlessGone(api.delete(of, { propagationPolicy, preconditions: { uid: object.metadata.uid } }, options))
}

function release(api: WritingApi, { of, object }: Item, keep: (reference: OwnerReference) => boolean): Result<unknown> {
  const { ownerReferences = [], ...rest } = object.metadata
  const kept = ownerReferences.filter(keep)
  return written(api, { of, object }, kept.length === 0 ? rest : { ...rest, ownerReferences: kept })
}

function unblock(api: WritingApi, { of, object }: Item): void {
  const ownerReferences = (object.metadata.ownerReferences ?? []).map((reference) => ({ ...reference, blockOwnerDeletion: false }))
  written(api, { of, object }, { ...object.metadata, ownerReferences })
}

function withoutFinalizer(api: WritingApi, { of, object }: Item, finalizer: string): Result<unknown> {
  const { finalizers = [], ...rest } = object.metadata
  const left = finalizers.filter((one) => one !== finalizer)
  return written(api, { of, object }, left.length === 0 ? rest : { ...rest, finalizers: left })
}

function written(api: WritingApi, { of, object }: Item, metadata: ObjectMeta): Result<unknown> {
  return unlessGone(api.update(of, { ...object, metadata }, options))
}

function unlessGone(result: Result<unknown>): Result<unknown> {
  return result.ok || result.status.code !== 404 ? result : done(null)
}

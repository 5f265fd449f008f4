import type { WriteOptions } from '../apiserver/Api.ts'
import type { ClusterParts, Running } from '../ClusterParts.ts'
import { timestamp } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../workloads.ts'
import { controllerOptions } from './controllerOptions.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { stored, storedList } from './stored.ts'
import { findVolume, isPromised } from './volumes/findVolume.ts'
import { createWorkQueue } from './workQueue.ts'

const VOLUMES = 'persistentvolumes'
const CLAIMS = 'persistentvolumeclaims'
const COMPONENT = 'persistentvolume-controller'
const BOUND = 'pv.kubernetes.io/bound-by-controller'
const COMPLETED = 'pv.kubernetes.io/bind-completed'
/** How often a claim that found no volume is looked at again. */
const RESYNC_MS = 15_000

const options: WriteOptions = controllerOptions('persistent-volume-binder')

/**
 * Binds claims to the PersistentVolumes that somebody made for them, as upstream's persistentvolume-controller, and says why one stays Pending. Left out: provisioning,
 * which no part of Kubernetes does by itself, default classes, waiting for a first consumer, and reclaiming other than Retain.
 */
export function startVolumeBinder(parts: ClusterParts): Running {
  const { store, clock } = parts
  const claims = createWorkQueue(clock, (key) => {
    const claim = stored(store, CLAIMS, fromObjectKey(key))
    if (!claim || claim.status?.phase !== 'Pending' || claim.metadata.deletionTimestamp !== undefined) return done(null)
    const volume = findVolume(claim, storedList(store, VOLUMES))
    if (volume) return bind(parts, volume, claim)
    tell(parts, claim)
    claims.addAfter(key, RESYNC_MS)
    return done(null)
  })
  const volumes = createWorkQueue(clock, (name) => {
    const volume = stored(store, VOLUMES, { namespace: undefined, name })
    return volume ? writePhase(parts, volume) : done(null)
  })
  const wakeClaims = () => {
    for (const { metadata } of storedList(store, CLAIMS)) claims.add(objectKey(metadata))
  }
  const unsubscribe = store.subscribe(({ resource, type, object, before }) => {
    if (resource === VOLUMES) {
      volumes.add(object.metadata.name)
      if ((object as PersistentVolume).status?.phase === 'Available' && (before as PersistentVolume | null)?.status?.phase !== 'Available') wakeClaims()
    } else if (resource === CLAIMS) {
      if (type === 'ADDED') claims.add(objectKey(object.metadata))
      const { volumeName } = (object as PersistentVolumeClaim).spec
      if (volumeName) volumes.add(volumeName)
    }
  })
  for (const { metadata } of storedList(store, VOLUMES)) volumes.add(metadata.name)
  wakeClaims()
  return {
    stop: () => {
      unsubscribe()
      claims.stop()
      volumes.stop()
    },
  }
}

/** First the volume, then the claim, as upstream: whoever sees a claim bound sees its volume bound. */
function bind(parts: ClusterParts, volume: PersistentVolume, claim: PersistentVolumeClaim): Result<unknown> {
  const { api, clock } = parts
  const { namespace, name, uid, resourceVersion } = claim.metadata
  const byController = volume.spec.claimRef ? {} : { [BOUND]: 'yes' }
  const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid, resourceVersion }
  const taken = api.update(
    { resource: VOLUMES, name: volume.metadata.name },
    { ...annotated(volume, byController), spec: { ...volume.spec, claimRef: volume.spec.claimRef?.uid ? volume.spec.claimRef : claimRef } },
    options,
  )
  if (!taken.ok) return taken
  const phased = writeVolumeStatus(parts, taken.value as PersistentVolume, { phase: 'Bound', lastPhaseTransitionTime: timestamp(clock.now()) })
  if (!phased.ok) return phased
  const chosen = claim.spec.volumeName ? {} : { [BOUND]: 'yes' }
  const bound = api.update(
    { resource: CLAIMS, namespace, name },
    { ...annotated(claim, { [COMPLETED]: 'yes', ...chosen }), spec: { ...claim.spec, volumeName: volume.metadata.name } },
    options,
  )
  if (!bound.ok) return bound
  const { accessModes, capacity } = volume.spec
  return api.update(
    { resource: CLAIMS, namespace, name, subresource: 'status' },
    { ...bound.value, status: { phase: 'Bound', accessModes, capacity } },
    options,
  )
}

function annotated<Kind extends PersistentVolume | PersistentVolumeClaim>(object: Kind, annotations: Readonly<Record<string, string>>): Kind {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } } }
}

/** Free, or left behind by a claim that is gone. */
function writePhase(parts: ClusterParts, volume: PersistentVolume): Result<unknown> {
  const { store, clock } = parts
  const { claimRef } = volume.spec
  const claim = claimRef && stored(store, CLAIMS, { namespace: claimRef.namespace, name: claimRef.name })
  const isLeft = claimRef?.uid !== undefined && !(claim && isPromised(volume, claim))
  const phase = isLeft ? 'Released' : claimRef?.uid === undefined ? 'Available' : 'Bound'
  if (phase === volume.status?.phase || volume.metadata.deletionTimestamp !== undefined) return done(null)
  return writeVolumeStatus(parts, volume, { phase, lastPhaseTransitionTime: timestamp(clock.now()) })
}

function writeVolumeStatus({ api }: ClusterParts, volume: PersistentVolume, status: NonNullable<PersistentVolume['status']>): Result<unknown> {
  return api.update({ resource: VOLUMES, name: volume.metadata.name, subresource: 'status' }, { ...volume, status }, options)
}

function tell({ store, recorder }: ClusterParts, claim: PersistentVolumeClaim): void {
  const events = recorder({ component: COMPONENT })
  const { storageClassName = '', volumeName } = claim.spec
  if (volumeName) return
  if (storageClassName === '') {
    const message = 'no persistent volumes available for this claim and no storage class is set'
    events.record(claim, { type: 'Normal', reason: 'FailedBinding', message })
  } else if (!store.get('storageclasses.storage.k8s.io', undefined, storageClassName)) {
    events.record(claim, { type: 'Warning', reason: 'ProvisioningFailed', message: `storageclass.storage.k8s.io "${storageClassName}" not found` })
  }
}

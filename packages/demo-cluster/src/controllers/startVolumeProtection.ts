import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { done, type Result } from '../Status.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../workloads.ts'
import { controllerOptions } from './controllerOptions.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { stored, storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

const VOLUMES = 'persistentvolumes'
const CLAIMS = 'persistentvolumeclaims'

/** Lets claims go when no pod on a node has them any more, and volumes when they are bound to nothing, as upstream's pvc- and pv-protection-controllers. */
export function startVolumeProtection(parts: ClusterParts): Running {
  const { store, clock } = parts
  const claims = createWorkQueue(clock, (key) => {
    const claim = stored(store, CLAIMS, fromObjectKey(key))
    return claim && !isUsed(parts, claim) ? letGo(parts, claim, { resource: CLAIMS, finalizer: 'kubernetes.io/pvc-protection' }) : done(null)
  })
  const volumes = createWorkQueue(clock, (name) => {
    const volume = stored(store, VOLUMES, { namespace: undefined, name })
    return volume && volume.status?.phase !== 'Bound' ? letGo(parts, volume, { resource: VOLUMES, finalizer: 'kubernetes.io/pv-protection' }) : done(null)
  })
  const unsubscribe = store.subscribe(({ resource, type, object }) => {
    if (resource === CLAIMS) claims.add(objectKey(object.metadata))
    else if (resource === VOLUMES) volumes.add(object.metadata.name)
    else if (resource === 'pods' && type === 'DELETED') {
      for (const name of claimsOfPod(object as Pod)) claims.add(objectKey({ namespace: object.metadata.namespace, name }))
    }
  })
  return {
    stop: () => {
      unsubscribe()
      claims.stop()
      volumes.stop()
    },
  }
}

/** The names of the claims that a pod mounts. */
export function claimsOfPod({ spec }: Pod): readonly string[] {
  return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => (persistentVolumeClaim ? [persistentVolumeClaim.claimName] : []))
}

function isUsed({ store }: ClusterParts, { metadata }: PersistentVolumeClaim): boolean {
  return storedList(store, 'pods', metadata.namespace).some((pod) => pod.spec.nodeName && claimsOfPod(pod).includes(metadata.name))
}

type Held = { readonly resource: typeof CLAIMS | typeof VOLUMES; readonly finalizer: string }

function letGo({ api }: ClusterParts, object: PersistentVolumeClaim | PersistentVolume, { resource, finalizer }: Held): Result<unknown> {
  const { namespace, name, finalizers = [], deletionTimestamp } = object.metadata
  if (deletionTimestamp === undefined || !finalizers.includes(finalizer)) return done(null)
  const left = finalizers.filter((one) => one !== finalizer)
  const component = resource === CLAIMS ? 'pvc-protection-controller' : 'pv-protection-controller'
  return api.update({ resource, namespace, name }, { ...object, metadata: { ...object.metadata, finalizers: left } }, controllerOptions(component))
}

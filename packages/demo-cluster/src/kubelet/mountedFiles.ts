import { stored } from '../controllers/stored.ts'
import type { Volume } from '../kinds.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'

/** What a mounted volume holds: `own` for one that goes with its pod. One that outlives it (a directory of the node, what a claim is bound to) is shared by all who mount it on the node. */
export function mountedFiles(
  { store, hostFiles }: KubeletParts,
  { pod }: PodState,
  { volume, own }: { readonly volume: Volume; readonly own: ReadonlyMap<string, string> },
): Map<string, string> {
  const { hostPath, persistentVolumeClaim: claim } = volume
  const volumeName = claim && stored(store, 'persistentvolumeclaims', { namespace: pod.metadata.namespace, name: claim.claimName })?.spec.volumeName
  const bound = volumeName ? stored(store, 'persistentvolumes', { namespace: undefined, name: volumeName }) : undefined
  const place = hostPath?.path ?? bound?.spec.hostPath?.path ?? (bound && `volume ${bound.metadata.name}`)
  if (place === undefined) return new Map(own)
  const files = hostFiles.get(place) ?? new Map<string, string>()
  hostFiles.set(place, files)
  return files
}

import { stored } from '../controllers/stored.ts'
import type { Volume } from '../kinds.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'

/**
 * The files of a volume that outlives its pod: a directory of the node, or what a claim is bound to. All who mount the same on a node share them. Null for a volume that
 * goes with its pod.
 */
export function lastingFiles(
  { store, hostFiles }: KubeletParts,
  { pod }: PodState,
  { hostPath, persistentVolumeClaim: claim }: Volume,
): Map<string, string> | null {
  const volumeName = claim && stored(store, 'persistentvolumeclaims', { namespace: pod.metadata.namespace, name: claim.claimName })?.spec.volumeName
  const volume = volumeName ? stored(store, 'persistentvolumes', { namespace: undefined, name: volumeName }) : undefined
  const place = hostPath?.path ?? volume?.spec.hostPath?.path ?? (volume && `volume ${volume.metadata.name}`)
  if (place === undefined) return null
  const files = hostFiles.get(place) ?? new Map<string, string>()
  hostFiles.set(place, files)
  return files
}

import { parseQuantity } from '../../quantity.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../../workloads.ts'
import { selects } from '../selects.ts'

/** The smallest volume that a claim can have, as upstream matches them: one that was made for the claim before all others. */
export function findVolume(claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[]): PersistentVolume | undefined {
  const fitting = volumes.filter((volume) => isFree(volume, claim) && suits(volume, claim))
  return fitting.find(({ spec }) => spec.claimRef) ?? fitting.sort((a, b) => (size(a) < size(b) ? -1 : size(a) > size(b) ? 1 : 0))[0]
}

/** Whether a volume is promised to this claim and no other. */
export function isPromised({ spec: { claimRef } }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  return claimRef?.name === metadata.name && claimRef.namespace === metadata.namespace && (claimRef.uid === undefined || claimRef.uid === metadata.uid)
}

function isFree(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return volume.metadata.deletionTimestamp === undefined && (volume.spec.claimRef ? isPromised(volume, claim) : volume.status?.phase === 'Available')
}

function suits({ metadata, spec }: PersistentVolume, { spec: wanted }: PersistentVolumeClaim): boolean {
  const { storageClassName = '', volumeMode = 'Filesystem', accessModes = [] } = spec
  return (
    (wanted.volumeName ?? metadata.name) === metadata.name &&
    storageClassName === (wanted.storageClassName ?? '') &&
    volumeMode === (wanted.volumeMode ?? 'Filesystem') &&
    (wanted.accessModes ?? []).every((mode) => accessModes.includes(mode)) &&
    (wanted.selector === undefined || selects(wanted.selector, metadata.labels)) &&
    nano(spec.capacity?.['storage']) >= nano(wanted.resources?.requests?.['storage'])
  )
}

const size = ({ spec }: PersistentVolume) => nano(spec.capacity?.['storage'])

function nano(quantity: string | undefined): bigint {
  return parseQuantity(quantity ?? '0')?.nano ?? 0n
}

import type { KubeObject } from '../objects.ts'
import { since } from './humanDuration.ts'
import type { CellsOf } from './tableOf.ts'
import { isThere, listAt, textAt, valueAt } from './valueAt.ts'

const ACCESS_MODES = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const

const DEFAULT_CLASS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

/** The rows of volumes and what they are made by. */
export const storageCells: Readonly<Record<string, CellsOf>> = {
  PersistentVolume: (object, now) => [
    object.metadata.name,
    textAt(object, 'spec', 'capacity', 'storage') || '0',
    accessModes(object, 'spec'),
    textAt(object, 'spec', 'persistentVolumeReclaimPolicy'),
    phase(object),
    isThere(object, 'spec', 'claimRef') ? `${textAt(object, 'spec', 'claimRef', 'namespace')}/${textAt(object, 'spec', 'claimRef', 'name')}` : '',
    storageClass(object),
    textAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
    textAt(object, 'status', 'reason'),
    age(object, now),
    textAt(object, 'spec', 'volumeMode') || '<unset>',
  ],
  PersistentVolumeClaim: (object, now) => {
    const volume = textAt(object, 'spec', 'volumeName')
    return [
      object.metadata.name,
      phase(object),
      volume,
      volume === '' ? '' : textAt(object, 'status', 'capacity', 'storage') || '0',
      volume === '' ? '' : accessModes(object, 'status'),
      storageClass(object),
      textAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
      age(object, now),
      textAt(object, 'spec', 'volumeMode') || '<unset>',
    ]
  },
  StorageClass: (object, now) => [
    DEFAULT_CLASS.some((name) => object.metadata.annotations?.[name] === 'true') ? `${object.metadata.name} (default)` : object.metadata.name,
    textAt(object, 'provisioner'),
    textAt(object, 'reclaimPolicy') || 'Delete',
    textAt(object, 'volumeBindingMode') || 'Immediate',
    valueAt(object, 'allowVolumeExpansion') === true,
    age(object, now),
  ],
  VolumeAttributesClass: (object, now) => [object.metadata.name, textAt(object, 'driverName'), age(object, now)],
  VolumeAttachment: (object, now) => [
    object.metadata.name,
    textAt(object, 'spec', 'attacher'),
    textAt(object, 'spec', 'source', 'persistentVolumeName'),
    textAt(object, 'spec', 'nodeName'),
    valueAt(object, 'status', 'attached') === true,
    age(object, now),
  ],
  CSINode: (object, now) => [object.metadata.name, listAt(object, 'spec', 'drivers').length, age(object, now)],
  CSIDriver: (object, now) => [
    object.metadata.name,
    valueAt(object, 'spec', 'attachRequired') !== false,
    ...['podInfoOnMount', 'storageCapacity'].map((field) => valueAt(object, 'spec', field) === true),
    isThere(object, 'spec', 'tokenRequests')
      ? listAt(object, 'spec', 'tokenRequests')
          .map((one) => textAt(one, 'audience'))
          .join(',')
      : '<unset>',
    valueAt(object, 'spec', 'requiresRepublish') === true,
    listAt(object, 'spec', 'volumeLifecycleModes').join(',') || '<none>',
    age(object, now),
  ],
}

function age(object: KubeObject, now: number): string {
  return since(object.metadata.creationTimestamp, now)
}

function phase(object: KubeObject): string {
  return object.metadata.deletionTimestamp === undefined ? textAt(object, 'status', 'phase') : 'Terminating'
}

function accessModes(object: KubeObject, of: 'spec' | 'status'): string {
  const modes = listAt(object, of, 'accessModes')
  return ACCESS_MODES.filter(([mode]) => modes.includes(mode))
    .map(([, short]) => short)
    .join(',')
}

function storageClass(object: KubeObject): string {
  return object.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? textAt(object, 'spec', 'storageClassName')
}

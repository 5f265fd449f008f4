import { type ConfigMapRow, MAX_LISTED_KEYS } from '@binnacle/shared'
import { base64Bytes, dataKeys, textBytes } from './dataKeys.ts'
import { identity } from './identity.ts'
import { flagAt, objectAt, timeAt, wire } from './wire.ts'

/** One line of `kubectl get configmaps`. */
export function configMapRow(object: unknown, limit = MAX_LISTED_KEYS): ConfigMapRow {
  const map = wire(object)
  const metadata = objectAt(map, 'metadata')
  const fields = [
    [objectAt(map, 'data'), textBytes],
    [objectAt(map, 'binaryData'), base64Bytes],
  ] as const
  return { ...identity(metadata), ...dataKeys(fields, limit), immutable: flagAt(map, 'immutable'), deletedAt: timeAt(metadata, 'deletionTimestamp') }
}

import { MAX_LISTED_KEYS, type SecretRow } from '@binnacle/shared'
import { base64Bytes, dataKeys } from './dataKeys.ts'
import { identity } from './identity.ts'
import { flagAt, objectAt, sharedTextAt, timeAt, wire } from './wire.ts'

/** One line of `kubectl get secrets`. Of the values only their sizes are kept; annotations are not read at all. */
export function secretRow(object: unknown, limit = MAX_LISTED_KEYS): SecretRow {
  const secret = wire(object)
  const metadata = objectAt(secret, 'metadata')
  return {
    ...identity(metadata),
    type: sharedTextAt(secret, 'type'),
    ...dataKeys([[objectAt(secret, 'data'), base64Bytes]], limit),
    immutable: flagAt(secret, 'immutable'),
    deletedAt: timeAt(metadata, 'deletionTimestamp'),
  }
}

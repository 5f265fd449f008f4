import type { Controller } from '@binnacle/shared'
import { flagAt, listAt, sharedTextAt, type Wire } from './wire.ts'

/** The owner with `controller: true`, null where nothing controls the object. */
export function controller(metadata: Wire): Controller | null {
  for (const owner of listAt(metadata, 'ownerReferences')) {
    if (flagAt(owner, 'controller')) return { kind: sharedTextAt(owner, 'kind'), name: sharedTextAt(owner, 'name'), uid: sharedTextAt(owner, 'uid') }
  }
  return null
}

import type { NamespaceRow } from '@binnacle/shared'
import { identity, UNKNOWN } from './identity.ts'
import { objectAt, textAt, wire } from './wire.ts'

/** One line of `kubectl get namespaces`; `<unknown>` where kubectl prints no STATUS at all. */
export function namespaceRow(object: unknown): NamespaceRow {
  const namespace = wire(object)
  const { uid, name, created } = identity(objectAt(namespace, 'metadata'))
  return { uid, namespace: '', name, created, status: textAt(objectAt(namespace, 'status'), 'phase') || UNKNOWN }
}

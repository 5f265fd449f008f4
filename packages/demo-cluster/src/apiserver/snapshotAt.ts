import type { KubeObject } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import type { Store } from '../storage/Store.ts'

export type Scope = { readonly resource: ResourceName; readonly namespace?: string | undefined }

/** The objects as they stood at a version, in the order of `Store.list`; null where the store has forgotten what changed since. */
export function snapshotAt(store: Store, { resource, namespace }: Scope, version: number): readonly KubeObject[] | null {
  const now = store.list(resource, namespace)
  if (version >= store.version) return now
  const changes = store.since(version)
  if (!changes) return null
  const undone = changes.filter((change) => change.resource === resource && (namespace === undefined || change.object.metadata.namespace === namespace))
  if (undone.length === 0) return now
  const objects = new Map(now.map((object) => [keyOf(object), object]))
  for (const { object, before } of undone.toReversed()) {
    if (before) objects.set(keyOf(object), before)
    else objects.delete(keyOf(object))
  }
  return [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
}

/** Where an object stands in a list. */
export function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

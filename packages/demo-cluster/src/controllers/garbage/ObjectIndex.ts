import type { ObjectName } from '../../apiserver/Api.ts'
import type { KubeObject, OwnerReference } from '../../objects.ts'
import type { Change, Store } from '../../storage/Store.ts'

/** Where each object is by its uid, kept by following the store's changes: owners are named by uid. */
export class ObjectIndex {
  readonly #store: Store
  readonly #names = new Map<string, ObjectName>()

  constructor(store: Store) {
    this.#store = store
    for (const resource of store.resources) {
      for (const { metadata } of store.list(resource)) this.#names.set(metadata.uid, { resource, namespace: metadata.namespace, name: metadata.name })
    }
  }

  follow({ type, resource, object: { metadata } }: Change): void {
    if (type === 'DELETED') this.#names.delete(metadata.uid)
    else if (type === 'ADDED') this.#names.set(metadata.uid, { resource, namespace: metadata.namespace, name: metadata.name })
  }

  find(uid: string): { readonly of: ObjectName; readonly object: KubeObject } | null {
    const of = this.#names.get(uid)
    const object = of && this.#store.get(of.resource, of.namespace, of.name)
    return of && object?.metadata.uid === uid ? { of, object } : null
  }

  /** The owner that a reference names; null where there is none, also for one of another namespace, which owns nothing here. */
  owner(reference: OwnerReference, namespace: string | undefined): KubeObject | null {
    const found = this.find(reference.uid)
    if (!found || found.object.kind !== reference.kind || found.object.metadata.name !== reference.name) return null
    return found.of.namespace === undefined || found.of.namespace === namespace ? found.object : null
  }
}

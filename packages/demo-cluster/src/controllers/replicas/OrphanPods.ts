import type { Pod } from '../../kinds.ts'
import type { Change, Store } from '../../storage/Store.ts'
import { controllerOf } from '../controllerOf.ts'
import { storedList } from '../stored.ts'

/** The pods of each namespace that nobody controls, kept by following the store's changes. */
export class OrphanPods {
  readonly #namespaces = new Map<string, Map<string, Pod>>()

  constructor(store: Store) {
    for (const pod of storedList(store, 'pods')) this.#see(pod)
  }

  /** To be told of every change of a pod, before orphans are asked for. */
  follow({ type, object }: Change, pod: Pod): void {
    if (type === 'DELETED') this.#namespaces.get(object.metadata.namespace ?? '')?.delete(object.metadata.name)
    else this.#see(pod)
  }

  of(namespace: string | undefined): readonly Pod[] {
    return [...(this.#namespaces.get(namespace ?? '')?.values() ?? [])]
  }

  #see(pod: Pod): void {
    const namespace = pod.metadata.namespace ?? ''
    const orphans = this.#namespaces.get(namespace) ?? new Map<string, Pod>()
    this.#namespaces.set(namespace, orphans)
    if (controllerOf(pod)) orphans.delete(pod.metadata.name)
    else orphans.set(pod.metadata.name, pod)
  }
}

import type { PodDetail } from '@binnacle/shared'
import type { Collection } from '../../topics/Collection.ts'

/** What is known of the pod that was opened. `deletedAt` is when it was seen to be gone (ms, server's clock). `successor`: a newer pod of the same name. */
export type Remembered = { readonly pod: null } | { readonly pod: PodDetail; readonly deletedAt: number | null; readonly successor: PodDetail | null }

/**
 * One pod, from the moment it was first seen: when it is deleted, what was last known of it stays. The pod is its uid, so another pod that takes its
 * name never takes its place here.
 */
export class PodMemory {
  readonly #collection: Collection<PodDetail>
  readonly #now: () => number
  #known: Remembered = { pod: null }

  constructor(collection: Collection<PodDetail>, now: () => number) {
    this.#collection = collection
    this.#now = now
  }

  readonly get = (): Remembered => {
    this.#look()
    return this.#known
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#collection.subscribe(() => listener())

  #look(): void {
    const rows = [...this.#collection.values()]
    const known = this.#known
    if (known.pod === null) {
      const newest = rows.sort((a, b) => b.created - a.created)[0]
      if (newest) this.#known = { pod: newest, deletedAt: null, successor: null }
      return
    }
    const { uid } = known.pod
    const current = this.#collection.get(uid)
    const successor = rows.find((row) => row.uid !== uid) ?? null
    const next: Remembered = current
      ? { pod: current, deletedAt: null, successor: null }
      : { pod: known.pod, deletedAt: known.deletedAt ?? this.#now(), successor }
    if (next.pod !== known.pod || next.deletedAt !== known.deletedAt || next.successor !== known.successor) this.#known = next
  }
}

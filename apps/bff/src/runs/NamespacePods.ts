import type { PodRow } from '@binnacle/shared'
import type { Informers, Watched } from '../kube/Source.ts'
import { pods } from '../podKinds.ts'

/** How many pods the namespaces of open runs have, from the watches that the pages share. */
export class NamespacePods {
  readonly #informers: Informers
  readonly #watched = new Map<string, Watched<PodRow>>()

  constructor(informers: Informers) {
    this.#informers = informers
  }

  /** Null while that is not known, or may not be. */
  count(namespace: string): number | null {
    const source = this.#watched.get(namespace)?.source
    return source?.state.state === 'live' ? source.rows.size : null
  }

  /** Watches exactly these namespaces. */
  watch(namespaces: ReadonlySet<string>): void {
    for (const namespace of namespaces) {
      if (!this.#watched.has(namespace)) this.#watched.set(namespace, this.#informers.acquire(pods, { namespace }))
    }
    for (const [namespace, watched] of this.#watched) {
      if (namespaces.has(namespace)) continue
      this.#watched.delete(namespace)
      watched.release()
    }
  }
}

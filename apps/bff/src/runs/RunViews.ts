import type { RunRow, ScopeState } from '@binnacle/shared'
import type { Watched } from '../kube/Source.ts'
import { Store } from '../kube/Store.ts'

type View = { readonly namespace: string | null; readonly store: Store<RunRow>; users: number }

export type RunViewsOptions = {
  rows(): Iterable<RunRow>
  state(namespace: string | null): ScopeState
  epoch(): number
  retry(namespace: string | null): void
  /** The namespace (null: everywhere) has its first user, or lost its last. */
  used(namespace: string | null, isUsed: boolean): void
}

/** The rows of all runs, as one Source for each scope that is asked for. */
export class RunViews {
  readonly #options: RunViewsOptions
  readonly #views = new Map<string | null, View>()

  constructor(options: RunViewsOptions) {
    this.#options = options
  }

  acquire(namespace: string | null): Watched<RunRow> {
    const view = this.#views.get(namespace) ?? this.#make(namespace)
    view.users++
    let held = true
    const release = () => {
      if (!held) return
      held = false
      if (--view.users > 0) return
      this.#views.delete(namespace)
      this.#options.used(namespace, false)
    }
    return { source: view.store, retry: () => this.#options.retry(namespace), release }
  }

  set(row: RunRow): void {
    for (const { namespace, store } of this.#views.values()) if (namespace === null || namespace === row.namespace) store.set(row)
  }

  remove(uid: string): void {
    for (const { store } of this.#views.values()) store.remove(uid)
  }

  tellStates(): void {
    for (const { namespace, store } of this.#views.values()) store.setState(this.#options.state(namespace))
  }

  /** Nothing that was shown is true. */
  drop(epoch: number): void {
    for (const { store } of this.#views.values()) store.drop(epoch)
  }

  #make(namespace: string | null): View {
    const view: View = { namespace, store: new Store(this.#options.epoch()), users: 0 }
    this.#views.set(namespace, view)
    for (const row of this.#options.rows()) if (namespace === null || row.namespace === namespace) view.store.set(row)
    this.#options.used(namespace, true)
    view.store.setState(this.#options.state(namespace))
    return view
  }
}

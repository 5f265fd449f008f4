import type { ObjectRow, RunLogRow, SampleRow } from '@binnacle/shared'
import type { Watched } from '../kube/Source.ts'
import { Store } from '../kube/Store.ts'

export type StoresOfRun = { readonly samples: Store<SampleRow>; readonly logs: Store<RunLogRow> }

/** The samples and logs of runs, by the uid of their Job. Whoever asks for those of a run that is not known yet gets them when it is. */
export class RunStores {
  readonly #all = new Map<string, StoresOfRun & { users: number; isKept: boolean }>()
  #epoch = 1

  /** For a run; kept until it is forgotten. */
  keep(uid: string): StoresOfRun {
    const stores = this.#of(uid)
    stores.isKept = true
    stores.samples.setState({ state: 'live' })
    stores.logs.setState({ state: 'live' })
    return stores
  }

  forget(uid: string): void {
    const stores = this.#all.get(uid)
    if (!stores) return
    stores.isKept = false
    stores.samples.replace(new Map(), { state: 'live' })
    stores.logs.replace(new Map(), { state: 'live' })
    this.#letGo(uid)
  }

  acquire<K extends keyof StoresOfRun>(uid: string, which: K): Watched<StoresOfRun[K] extends Store<infer Row extends ObjectRow> ? Row : never>
  acquire(uid: string, which: keyof StoresOfRun): Watched<SampleRow> | Watched<RunLogRow> {
    const stores = this.#of(uid)
    stores.users++
    let held = true
    const release = () => {
      if (held) stores.users--
      held = false
      this.#letGo(uid)
    }
    const use = { retry: () => undefined, release }
    return which === 'samples' ? { source: stores.samples, ...use } : { source: stores.logs, ...use }
  }

  /** All runs that there are, are known: who waits for another one waits for nothing. */
  allKnown(): void {
    for (const { samples, logs } of this.#all.values()) {
      samples.setState({ state: 'live' })
      logs.setState({ state: 'live' })
    }
  }

  drop(epoch: number): void {
    this.#epoch = epoch
    for (const { samples, logs } of this.#all.values()) {
      samples.drop(epoch)
      logs.drop(epoch)
    }
  }

  #of(uid: string) {
    const known = this.#all.get(uid)
    if (known) return known
    const stores = { samples: new Store<SampleRow>(this.#epoch), logs: new Store<RunLogRow>(this.#epoch), users: 0, isKept: false }
    this.#all.set(uid, stores)
    return stores
  }

  #letGo(uid: string): void {
    const stores = this.#all.get(uid)
    if (stores && stores.users <= 0 && !stores.isKept) this.#all.delete(uid)
  }
}

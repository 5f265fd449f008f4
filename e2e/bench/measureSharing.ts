import type { Apiserver } from './Apiserver.ts'
import type { Measure } from './Measure.ts'

/** What browsers cost the apiserver: its own count of LISTs and open WATCHes of pods, against the count before Binnacle was there. */
export class SharingMeter {
  readonly #apiserver: Apiserver
  readonly #before: { lists: number; watches: number }
  readonly #measures: Measure[] = []

  private constructor(apiserver: Apiserver, before: { lists: number; watches: number }) {
    this.#apiserver = apiserver
    this.#before = before
  }

  static async begin(apiserver: Apiserver): Promise<SharingMeter> {
    return new SharingMeter(apiserver, await apiserver.podReaders())
  }

  async read(browsers: number): Promise<void> {
    const { lists, watches } = await this.#apiserver.podReaders()
    const floor = { what: 'one of each', value: 1 }
    const suffix = browsers === 1 ? 'with 1 browser' : `with ${browsers} browsers`
    this.#measures.push(
      { name: `LISTs of pods ${suffix}`, unit: '', value: lists - this.#before.lists, floor },
      { name: `WATCHes of pods ${suffix}`, unit: '', value: watches - this.#before.watches, floor },
    )
  }

  get measures(): readonly Measure[] {
    return this.#measures
  }
}

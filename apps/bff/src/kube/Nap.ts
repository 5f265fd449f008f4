import type { Clock } from '@binnacle/shared'

/** A pause that can be ended early. One sleeper at a time. */
export class Nap {
  readonly #clock: Clock
  #end: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        this.#end = null
        resolve()
      }
      const cancel = this.#clock.after(ms, end)
      this.#end = end
    })
  }

  /** Does nothing while nobody sleeps. */
  wake(): void {
    this.#end?.()
  }
}

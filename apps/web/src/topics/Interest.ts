import type { Clock } from '@binnacle/shared'

/** How long something is kept on after its last listener left (ms), so that going from page to page does not begin it again. */
export const LINGER_MS = 10_000

/**
 * Listeners that keep something going: `began` is called with the first one, `ended` when the last one has been gone for the linger (and, for something
 * that never had one, a linger after it was made).
 */
export class Interest {
  readonly #clock: Clock
  readonly #events: { began(): void; ended(): void }
  readonly #listeners = new Set<() => void>()
  #going = false
  #cancelEnd: () => void

  constructor(clock: Clock, events: { began(): void; ended(): void }) {
    this.#clock = clock
    this.#events = events
    this.#cancelEnd = clock.after(LINGER_MS, () => this.#end())
  }

  subscribe(listener: () => void): () => void {
    // Each call counts, also when the same function comes twice.
    const own = () => listener()
    this.#listeners.add(own)
    this.#cancelEnd()
    if (!this.#going) {
      this.#going = true
      this.#events.began()
    }
    return () => {
      if (!this.#listeners.delete(own) || this.#listeners.size > 0) return
      this.#cancelEnd = this.#clock.after(LINGER_MS, () => this.#end())
    }
  }

  tell(): void {
    for (const listener of new Set(this.#listeners)) listener()
  }

  #end(): void {
    this.#going = false
    this.#events.ended()
  }
}

const SECOND = 1_000

/** One clock for all words that grow old: a single timer, running only while somebody listens. */
export class Ticker {
  readonly #time: { now(): number; after(ms: number, run: () => void): () => void }
  readonly #listeners = new Set<() => void>()
  #cancel: () => void = () => undefined

  constructor(time: { now(): number; after(ms: number, run: () => void): () => void }) {
    this.#time = time
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#wait()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#cancel()
    }
  }

  #wait(): void {
    // On the second, so that all ages on the screen turn together.
    const rest = SECOND - (this.#time.now() % SECOND)
    this.#cancel = this.#time.after(rest, () => {
      for (const listener of this.#listeners) listener()
      if (this.#listeners.size > 0) this.#wait()
    })
  }
}

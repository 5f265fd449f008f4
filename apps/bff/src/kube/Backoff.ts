const FIRST_MS = 500
const LONGEST_MS = 30_000
/** A watch that lived this long ends the series of failures. */
export const HEALTHY_MS = 60_000

/** 0.5 s doubling to 30 s, with full jitter: many that failed together do not come back together. */
export class Backoff {
  readonly #random: () => number
  #failures = 0

  constructor(random: () => number) {
    this.#random = random
  }

  next(): number {
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures)
    this.#failures = Math.min(this.#failures + 1, 16)
    return this.#random() * most
  }

  reset(): void {
    this.#failures = 0
  }
}

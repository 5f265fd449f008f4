import type { Clock } from '../clock.ts'

/** What a program waits for: is given what wakes it, once or more often, and returns what forgets it. */
export type Wait = (wake: () => void) => () => void

/** A program's part that may wait. */
export type Waiting<Value> = Generator<Wait, Value, void>

/** Ends after that many milliseconds of the cluster's clock. */
export function sleep(clock: Clock, ms: number): Wait {
  return (wake) => clock.after(ms, wake)
}

/** Ends never. */
export const never: Wait = () => () => {}

/** Ends with the first of several. */
export function either(...waits: readonly Wait[]): Wait {
  return (wake) => {
    const forget = waits.map((wait) => wait(wake))
    return () => {
      for (const each of forget) each()
    }
  }
}

/** Something that changes, for those who wait for it. */
export class Changes {
  readonly #wakes = new Set<() => void>()

  readonly wait: Wait = (wake) => {
    const own = () => wake()
    this.#wakes.add(own)
    return () => this.#wakes.delete(own)
  }

  /** Wakes whoever waits now, in the order they came. */
  tell(): void {
    const waiting = [...this.#wakes]
    for (const wake of waiting) wake()
  }
}

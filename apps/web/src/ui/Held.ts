/** Why rows must keep their places. */
export type HoldReason = 'pointer' | 'focus' | 'menu' | 'selection' | 'scroll'

/** The hold ends this long after its last reason has gone (ms): a hand that leaves often comes back. */
export const RELEASE_MS = 1_500

type Timer = { after(ms: number, run: () => void): () => void }

/** Whether somebody has a hand on the table. Ends by itself `RELEASE_MS` after the last reason went, and tells so. */
export class Held {
  readonly #timer: Timer
  readonly #released: () => void
  readonly #reasons = new Set<HoldReason>()
  #active = false
  #cancel: () => void = () => undefined

  constructor(timer: Timer, released: () => void) {
    this.#timer = timer
    this.#released = released
  }

  get active(): boolean {
    return this.#active
  }

  has(reason: HoldReason): boolean {
    return this.#reasons.has(reason)
  }

  set(reason: HoldReason, on: boolean): void {
    if (this.#reasons.has(reason) === on) return
    if (on) this.#reasons.add(reason)
    else this.#reasons.delete(reason)
    this.#cancel()
    if (this.#reasons.size > 0) this.#active = true
    else
      this.#cancel = this.#timer.after(RELEASE_MS, () => {
        this.#active = false
        this.#released()
      })
  }

  stop(): void {
    this.#cancel()
  }
}

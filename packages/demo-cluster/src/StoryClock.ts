import { type Clock, ManualClock } from './clock.ts'

type Waiting = { readonly due: number; readonly run: () => void; cancel: () => void }

/**
 * A clock that begins in the past. A story is told on it in no time, by `advance` (everything happens at its moment) and `leap` (as on a machine that slept: what fell due
 * meanwhile happens once, at the end); then `goLive` hands every timer over to the clock that it is given, and time goes on as there. It is never ahead of that clock.
 */
export class StoryClock implements Clock {
  #clock: Clock
  readonly #story: ManualClock
  readonly #waiting = new Set<Waiting>()

  constructor(start: number) {
    this.#story = new ManualClock(start)
    this.#clock = this.#story
  }

  now(): number {
    return this.#clock.now()
  }

  after(ms: number, run: () => void): () => void {
    const waiting: Waiting = { due: this.now() + Math.max(0, ms), run, cancel: () => {} }
    this.#arm(waiting)
    return () => {
      this.#waiting.delete(waiting)
      waiting.cancel()
    }
  }

  advance(ms: number): void {
    this.#story.advance(ms)
  }

  leap(ms: number): void {
    this.#story.leap(ms)
  }

  goLive(clock: Clock): void {
    const open = [...this.#waiting]
    this.#clock = clock
    for (const waiting of open) waiting.cancel()
    for (const waiting of open.sort((a, b) => a.due - b.due)) this.#arm(waiting)
  }

  #arm(waiting: Waiting): void {
    this.#waiting.add(waiting)
    waiting.cancel = this.#clock.after(waiting.due - this.#clock.now(), () => {
      this.#waiting.delete(waiting)
      waiting.run()
    })
  }
}

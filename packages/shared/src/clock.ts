/**
 * The only source of time and timers. `now` is milliseconds since 1970; `after` runs once, at the earliest `ms` later, and returns
 * a function that cancels it (calling that twice, or after it ran, does nothing). Timers never keep a process alive by themselves in the BFF's clock.
 */
export type Clock = {
  now(): number
  after(ms: number, run: () => void): () => void
}

/** A clock that a test moves by hand: timers run in order of their time, then of their making, while `advance` passes them. */
export class ManualClock implements Clock {
  #now: number
  #next = 0
  readonly #timers = new Map<number, { at: number; run: () => void }>()

  constructor(start = 1_700_000_000_000) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const id = this.#next++
    this.#timers.set(id, { at: this.#now + Math.max(0, ms), run })
    return () => {
      this.#timers.delete(id)
    }
  }

  /** Moves time by `ms`, running every timer that falls due, also those made on the way. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (let due = this.#earliest(end); due; due = this.#earliest(end)) {
      const [id, timer] = due
      this.#timers.delete(id)
      this.#now = Math.max(this.#now, timer.at)
      timer.run()
    }
    this.#now = end
  }

  /** Timers that are waiting. */
  get pending(): number {
    return this.#timers.size
  }

  #earliest(end: number): [number, { at: number; run: () => void }] | undefined {
    let best: [number, { at: number; run: () => void }] | undefined
    for (const entry of this.#timers) {
      if (entry[1].at <= end && (!best || entry[1].at < best[1].at)) best = entry
    }
    return best
  }
}

import type { Freshness } from './PageState.ts'

/** From this age on (ms) the page says Behind, then Stale. A heartbeat comes every 5 s. */
export const BEHIND_MS = 8_000
export const STALE_MS = 12_000
/** The clock offset is the best of this many heartbeats (30 s), so that a browser clock that was set is followed. */
const OFFSETS = 6

/**
 * When the server was last heard, and what its clock says.
 *
 * Guarantees: `serverNow` never depends on the browser's clock being right, only on it going on. `age` is the time since the last heartbeat that came was
 * *sent*, never less: a link that lags, or that carries old frames only, is not fresh for having traffic. (A connection's clocks are compared as if its
 * hello had been sent when connecting began, so the age is too high by at most the time that connecting took.)
 */
export class Heard {
  #offsets: number[] = []
  #best = Number.NEGATIVE_INFINITY
  #lastServer = Number.NEGATIVE_INFINITY
  #older = 0
  #beat: { readonly at: number; readonly lag: number } | null = null
  #frameAt: number | null = null

  /** A new connection, which was begun at `began`: clocks are compared afresh. */
  hello(began: number, now: number, server: number): void {
    this.#offsets = []
    this.#older = 0
    this.#best = server - began
    this.#lastServer = Number.NEGATIVE_INFINITY
    this.heartbeat(now, server)
  }

  heartbeat(now: number, server: number): void {
    this.frame(now)
    const offset = server - now
    if (server < this.#lastServer) {
      // One that was overtaken says nothing new; two in a row mean that the server's clock was set back.
      if (++this.#older < 2) return
      this.#best = offset
    }
    this.#older = 0
    this.#lastServer = server
    this.#best = Math.max(this.#best, offset)
    this.#beat = { at: now, lag: this.#best - offset }
    this.#offsets = [...this.#offsets, offset].slice(-OFFSETS)
  }

  frame(now: number): void {
    this.#frameAt = now
  }

  serverNow(now: number): number {
    return this.#offsets.length === 0 ? now : now + Math.max(...this.#offsets)
  }

  /** How long ago what is known to be complete was so (ms); null before the first hello. */
  age(now: number): number | null {
    return this.#beat && now - this.#beat.at + this.#beat.lag
  }

  /** Time since any frame came (ms); null before the first. */
  silence(now: number): number | null {
    return this.#frameAt === null ? null : now - this.#frameAt
  }
}

export const freshnessOf = (age: number): Freshness => {
  if (age < BEHIND_MS) return 'live'
  return age < STALE_MS ? 'behind' : 'stale'
}

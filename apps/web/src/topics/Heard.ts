import type { Freshness } from './PageState.ts'

/** Without a frame for this long (ms) the page says Behind, then Stale. A heartbeat comes every 5 s. */
export const BEHIND_MS = 8_000
export const STALE_MS = 12_000
/** The clock offset is the best of this many heartbeats (30 s), so that a browser clock that was set is followed. */
const OFFSETS = 6

/**
 * When the server was last heard, and what its clock says.
 *
 * Guarantees: `serverNow` never depends on the browser's clock being right, only on it going on; a frame that was long on its way counts as old from the
 * moment it was sent, so a link that lags is not called fresh for having traffic.
 */
export class Heard {
  #offsets: number[] = []
  #best = Number.NEGATIVE_INFINITY
  #lastServer = Number.NEGATIVE_INFINITY
  #lag = 0
  #frameAt: number | null = null

  /** A new connection: clocks are compared afresh. */
  hello(now: number, server: number): void {
    this.#offsets = []
    this.#best = Number.NEGATIVE_INFINITY
    this.#lastServer = Number.NEGATIVE_INFINITY
    this.heartbeat(now, server)
  }

  heartbeat(now: number, server: number): void {
    const offset = server - now
    // Heartbeats come in order, so a smaller time means that the server's clock was set back.
    if (server < this.#lastServer) this.#best = offset
    this.#lastServer = server
    this.#best = Math.max(this.#best, offset)
    this.#lag = this.#best - offset
    this.#offsets = [...this.#offsets, offset].slice(-OFFSETS)
    this.frame(now)
  }

  frame(now: number): void {
    this.#frameAt = now
  }

  serverNow(now: number): number {
    return this.#offsets.length === 0 ? now : now + Math.max(...this.#offsets)
  }

  /** Server's time of what was last heard. */
  get at(): number | null {
    return this.#frameAt === null ? null : this.serverNow(this.#frameAt) - this.#lag
  }

  /** Time since any frame came (ms); null before the first. */
  silence(now: number): number | null {
    return this.#frameAt === null ? null : now - this.#frameAt
  }

  freshness(now: number): Freshness {
    const silence = this.silence(now)
    if (silence === null) return 'behind'
    const age = silence + this.#lag
    if (age < BEHIND_MS) return 'live'
    return age < STALE_MS ? 'behind' : 'stale'
  }
}

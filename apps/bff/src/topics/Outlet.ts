import type { Clock } from '@binnacle/shared'

/**
 * The browser's end of a socket, given in by the transport. `send` takes a whole text frame as UTF-8; the same bytes are given to many peers, so they
 * must not be changed. `bufferedAmount`: bytes sent and not yet taken by the network.
 */
export type Peer = {
  send(text: Uint8Array): void
  bufferedAmount(): number
  close(code: number, reason: string): void
}

/** A socket with more than this on its way (bytes, the snapshots it needs not counted) gets no more rows until it has drained. */
export const MAX_BUFFERED_BYTES = 4 * 1024 * 1024
/** Drained means: less than this on its way. */
export const DRAINED_BYTES = 256 * 1024
/** A socket that does not drain for this long (ms) is closed with `CLOSE_TOO_SLOW`. */
export const MAX_SLOW_MS = 30_000
/** How often a full socket is looked at (ms). */
export const DRAIN_POLL_MS = 100
/** Close code of a browser that could not keep up; it may connect again. */
export const CLOSE_TOO_SLOW = 4008

/** Something that has more to send once there is room. Called from `pump`, at most once per call of `owe`. */
export type Debtor = { pay(): void }

/**
 * The bounded way to one browser.
 *
 * Guarantees: `full` is true while more waits in the socket than the limit; whoever then calls `owe` is paid, in turn, when the socket has drained; a
 * socket that owes for `MAX_SLOW_MS` is closed. Memory per browser is the limit plus one snapshot per topic.
 */
export class Outlet {
  readonly #peer: Peer
  readonly #clock: Clock
  readonly #debtors = new Set<Debtor>()
  #allowance = 0
  #draining = false
  #slowSince: number | null = null
  #stopPolling: (() => void) | null = null
  #closed = false

  constructor(peer: Peer, clock: Clock) {
    this.#peer = peer
    this.#clock = clock
  }

  get full(): boolean {
    const buffered = this.#peer.bufferedAmount()
    if (buffered <= MAX_BUFFERED_BYTES) this.#allowance = 0
    return buffered > MAX_BUFFERED_BYTES + this.#allowance
  }

  send(bytes: Uint8Array): void {
    if (!this.#closed) this.#peer.send(bytes)
  }

  /** A snapshot is as large as it must be, so it does not count against the limit: else a big one would make the next one due. */
  sendSnapshot(chunks: readonly Uint8Array[]): void {
    for (const chunk of chunks) {
      this.#allowance += chunk.length
      this.send(chunk)
    }
  }

  /** Pays the debtor as soon as there is room, which may be at once. */
  owe(debtor: Debtor): void {
    this.#debtors.add(debtor)
    this.#pump()
  }

  forget(debtor: Debtor): void {
    this.#debtors.delete(debtor)
  }

  close(code: number, reason: string): void {
    if (this.#closed) return
    this.end()
    this.#peer.close(code, reason)
  }

  /** Nothing is sent any more. */
  end(): void {
    this.#closed = true
    this.#debtors.clear()
    this.#stopPolling?.()
    this.#stopPolling = null
  }

  /** Once it was full, there is room again only when it has drained. */
  #hasRoom(): boolean {
    if (this.full) this.#draining = true
    else if (this.#peer.bufferedAmount() <= DRAINED_BYTES) this.#draining = false
    return !this.#draining
  }

  #pump(): void {
    if (this.#closed || this.#stopPolling) return
    for (const debtor of this.#debtors) {
      if (!this.#hasRoom()) break
      this.#debtors.delete(debtor)
      this.#slowSince = null
      debtor.pay()
    }
    if (this.#debtors.size === 0) return
    this.#slowSince ??= this.#clock.now()
    if (this.#clock.now() - this.#slowSince >= MAX_SLOW_MS) return this.close(CLOSE_TOO_SLOW, 'too slow')
    this.#stopPolling = this.#clock.after(DRAIN_POLL_MS, () => {
      this.#stopPolling = null
      this.#pump()
    })
  }
}

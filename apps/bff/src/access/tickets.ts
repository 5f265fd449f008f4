import { randomBytes } from 'node:crypto'
import type { Clock } from '@binnacle/shared'

/** Time enough to open a socket with it, no more. */
export const TICKET_LIFE_MS = 30_000
/** Tickets that were given and not used; the oldest is void when one more is given. */
const MAX_TICKETS = 256

/**
 * Tickets for opening a socket, since a browser cannot send a bearer with one: 128 random bits, good once, for thirty seconds.
 * `take` makes a ticket void whatever it answers.
 */
export class Tickets {
  readonly #clock: Clock
  readonly #until = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  give(): string {
    const oldest = this.#until.keys().next()
    if (this.#until.size >= MAX_TICKETS && oldest.done === false) this.#until.delete(oldest.value)
    const ticket = randomBytes(16).toString('base64url')
    this.#until.set(ticket, this.#clock.now() + TICKET_LIFE_MS)
    return ticket
  }

  take(ticket: string): boolean {
    const until = this.#until.get(ticket)
    this.#until.delete(ticket)
    return until !== undefined && this.#clock.now() <= until
  }
}

import type { ClientFrame, Clock, ServerFrame } from '@binnacle/shared'
import type { LinkState } from './PageState.ts'
import { retryDelay } from './retryDelay.ts'
import { serverFrame } from './serverFrame.ts'

/** What asking for a ticket gave: 401 means that nobody is signed in, anything else that did not work is tried again. */
export type Ticket = { readonly state: 'ticket'; readonly ticket: string } | { readonly state: 'signed out' } | { readonly state: 'failed' }

/** A WebSocket as the link needs it. Events come after `connect` returned and never after `close`. */
export type Wire = { send(text: string): void; close(): void }
export type WireEvents = { text(text: string): unknown; closed(): unknown }

export type LinkOptions = {
  readonly clock: Clock
  random(): number
  fetchTicket(): Promise<Ticket>
  connect(ticket: string, events: WireEvents): Wire
}

/** `began`: when the connection that opened was begun. */
export type LinkEvents = { opened(hello: Extract<ServerFrame, { type: 'hello' }>, began: number): void; frame(frame: ServerFrame): void; changed(): void }

/** No hello within this time (ms) after beginning to connect: given up and tried again. */
export const CONNECT_TIMEOUT_MS = 10_000
/** A connection that held this long (ms) was a good one: the next loss is retried quickly again. */
const GOOD_MS = 5_000

type Phase =
  | { readonly state: 'idle' }
  | { readonly state: 'waiting'; readonly cancel: () => void; readonly retryAt: number }
  | { readonly state: 'asking'; readonly cancel: () => void }
  | { readonly state: 'greeting'; readonly cancel: () => void; readonly wire: Wire; readonly began: number }
  | { readonly state: 'open'; readonly wire: Wire; readonly openedAt: number }

/**
 * One WebSocket at a time to the BFF, made again whenever it is lost.
 *
 * Guarantees: before every connection a new ticket is asked for; nothing of an earlier connection is heard once the next began; a frame that is not a
 * ServerFrame ends the connection, it is never passed over; after `signed out` nothing is tried until `connectNow`, after `close` never again.
 */
export class Link {
  readonly #options: LinkOptions
  readonly #events: LinkEvents
  #phase: Phase = { state: 'idle' }
  #attempt = 0
  #lostAt: number | null = null
  #end: 'signed out' | 'closed' | null = null

  constructor(options: LinkOptions, events: LinkEvents) {
    this.#options = options
    this.#events = events
  }

  /** Times are the browser's clock here. */
  get state(): LinkState {
    if (this.#end) return { state: this.#end }
    if (this.#phase.state === 'open') return { state: 'open' }
    if (this.#lostAt === null) return { state: 'connecting' }
    return { state: 'lost', since: this.#lostAt, retryAt: this.#phase.state === 'waiting' ? this.#phase.retryAt : null }
  }

  send(content: ClientFrame): boolean {
    if (this.#phase.state !== 'open') return false
    this.#phase.wire.send(JSON.stringify(content))
    return true
  }

  /** Begins, or hurries: whatever was being waited for is done now. A connection that is open or being made stays. */
  connectNow(): void {
    if (this.#end === 'closed' || ['asking', 'greeting', 'open'].includes(this.#phase.state)) return
    this.#end = null
    this.#leave({ state: 'idle' })
    this.#ask()
  }

  /** The connection is no good any more: drops it and makes a new one. */
  reconnect(): void {
    if (this.#end) return
    const good = this.#phase.state === 'open' && this.#options.clock.now() - this.#phase.openedAt >= GOOD_MS
    if (good) this.#attempt = 0
    this.#lostAt ??= this.#options.clock.now()
    const wait = retryDelay(this.#attempt++, this.#options.random)
    const cancel = this.#options.clock.after(wait, () => this.#ask())
    this.#leave({ state: 'waiting', cancel, retryAt: this.#options.clock.now() + wait })
    this.#events.changed()
  }

  close(): void {
    this.#end = 'closed'
    this.#leave({ state: 'idle' })
    this.#events.changed()
  }

  #ask(): void {
    const cancel = this.#options.clock.after(CONNECT_TIMEOUT_MS, () => this.reconnect())
    const asking: Phase = { state: 'asking', cancel }
    this.#leave(asking)
    this.#events.changed()
    this.#options.fetchTicket().then(
      (answer) => this.#phase === asking && this.#answered(answer),
      () => this.#phase === asking && this.reconnect(),
    )
  }

  #answered(answer: Ticket): void {
    switch (answer.state) {
      case 'ticket':
        return this.#greet(answer.ticket)
      case 'failed':
        return this.reconnect()
      case 'signed out':
        this.#end = 'signed out'
        this.#leave({ state: 'idle' })
        return this.#events.changed()
      default:
        answer satisfies never
    }
  }

  #greet(ticket: string): void {
    const began = this.#options.clock.now()
    const wire: Wire = this.#options.connect(ticket, {
      text: (text) => this.#isOf(wire) && this.#read(text),
      closed: () => this.#isOf(wire) && this.reconnect(),
    })
    const cancel = this.#options.clock.after(CONNECT_TIMEOUT_MS, () => this.reconnect())
    this.#leave({ state: 'greeting', cancel, wire, began })
  }

  #isOf(wire: Wire): boolean {
    return 'wire' in this.#phase && this.#phase.wire === wire
  }

  #read(text: string): void {
    const read = serverFrame(text)
    if (!read) return this.reconnect()
    if (this.#phase.state === 'open') return this.#events.frame(read)
    if (this.#phase.state !== 'greeting' || read.type !== 'hello') return this.reconnect()
    const { cancel, wire, began } = this.#phase
    cancel()
    this.#phase = { state: 'open', wire, openedAt: this.#options.clock.now() }
    this.#lostAt = null
    this.#events.opened(read, began)
    this.#events.changed()
  }

  /** Ends the phase that was, with its timer and its socket (unless the next one has the same). */
  #leave(next: Phase): void {
    const before = this.#phase
    this.#phase = next
    if ('cancel' in before) before.cancel()
    if ('wire' in before) before.wire.close()
  }
}

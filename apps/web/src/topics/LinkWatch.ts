import type { ClientFrame, ServerFrame } from '@binnacle/shared'
import { BEHIND_MS, freshnessOf, Heard, STALE_MS } from './Heard.ts'
import { Link, type LinkOptions } from './Link.ts'
import type { Observable } from './Live.ts'
import type { Freshness, LinkState, LinkView } from './PageState.ts'

/** What the tab tells: is the page hidden, and (through `subscribe`) that this changed or that the network came back. */
export type Surroundings = { hidden(): boolean; subscribe(listener: () => void): () => void }

export type LinkWatchOptions = LinkOptions & { readonly build: string; readonly surroundings: Surroundings }

export type LinkWatchEvents = {
  opened(): void
  lost(): void
  frame(frame: ServerFrame): void
  /** Freshness or link changed. */
  changed(): void
  /** The page has been hidden for long (true), or is shown again. */
  asleep(asleep: boolean): void
}

/** The link is looked at this often (ms), and at the moment when it becomes Behind or Stale. */
const TICK_MS = 1_000
/** A clock that jumps by more than this (ms) between two looks: the machine slept. */
export const SLEPT_MS = 10_000
/** A page that was hidden for this long (ms) unsubscribes until it is shown. */
export const HIDDEN_MS = 5 * 60_000

/**
 * The link, how fresh it is, and what of the tab's surroundings concerns it.
 *
 * Guarantees: `freshness` is `live` only with an open link whose last heartbeat was sent less than 8 s ago; a link without a frame for 12 s, or one that slept
 * in a visible tab, is made anew; waking up, being shown and getting the network back connect at once.
 */
export class LinkWatch implements Observable<LinkView> {
  readonly #options: LinkWatchOptions
  readonly #events: LinkWatchEvents
  readonly #link: Link
  readonly #heard = new Heard()
  readonly #listeners = new Set<() => void>()
  readonly #startedAt: number
  readonly #stopLooking: () => void
  #tickedAt: number
  #cancelTick: () => void = () => undefined
  #hiddenAt: number | null = null
  #wasOpen = false
  #told = ''
  #outdated = false
  #back: LinkView['back'] = null
  #view: LinkView

  constructor(options: LinkWatchOptions, events: LinkWatchEvents) {
    this.#options = options
    this.#events = events
    this.#startedAt = this.#tickedAt = options.clock.now()
    this.#link = new Link(options, {
      opened: (hello, began) => this.#opened(hello, began),
      frame: (frame) => this.#frame(frame),
      changed: () => this.#changed(),
    })
    this.#view = this.#look()
    this.#stopLooking = options.surroundings.subscribe(() => this.#lookAround())
  }

  readonly get = (): LinkView => this.#view
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** To be called once, when whoever listens to the events is ready. */
  start(): void {
    this.#lookAround()
    this.#link.connectNow()
  }

  close(): void {
    this.#cancelTick()
    this.#stopLooking()
    this.#link.close()
  }

  connectNow(): void {
    this.#link.connectNow()
  }

  reconnect(): void {
    this.#link.reconnect()
  }

  send(content: ClientFrame): boolean {
    return this.#link.send(content)
  }

  serverNow(): number {
    return this.#heard.serverNow(this.#options.clock.now())
  }

  freshness(): Freshness {
    const freshness = freshnessOf(this.#age(this.#options.clock.now()))
    return freshness === 'live' && this.#link.state.state !== 'open' ? 'behind' : freshness
  }

  /** Up to which time (server's) what was heard is known to be complete; before the first connection, when that was first tried. */
  get since(): number {
    const now = this.#options.clock.now()
    return this.#heard.serverNow(now) - this.#age(now)
  }

  /** What the reconnect changed, once it is known. */
  cameBack(changes: number): void {
    this.#back = { changes, at: this.serverNow() }
    this.#publish()
  }

  #opened(hello: Extract<ServerFrame, { type: 'hello' }>, began: number): void {
    this.#heard.hello(began, this.#options.clock.now(), hello.now)
    this.#outdated = hello.build !== this.#options.build
    this.#wasOpen = true
    this.#events.opened()
  }

  #frame(frame: ServerFrame): void {
    const now = this.#options.clock.now()
    if (frame.type === 'heartbeat') this.#heard.heartbeat(now, frame.now)
    else this.#heard.frame(now)
    this.#events.frame(frame)
    if (this.#view.freshness !== 'live') this.#changed()
  }

  #changed(): void {
    if (this.#wasOpen && this.#link.state.state !== 'open') {
      this.#wasOpen = false
      this.#events.lost()
    }
    const tell = `${this.#link.state.state} ${this.freshness()}`
    if (tell !== this.#told) {
      this.#told = tell
      this.#events.changed()
    }
    this.#publish()
  }

  #lookAround(): void {
    const { clock, surroundings } = this.#options
    if (surroundings.hidden()) this.#hiddenAt ??= clock.now()
    else {
      this.#hiddenAt = null
      this.#events.asleep(false)
    }
    this.#tick()
    if (this.#link.state.state === 'lost') this.#link.connectNow()
  }

  #tick(): void {
    this.#cancelTick()
    const now = this.#options.clock.now()
    const slept = now - this.#tickedAt > SLEPT_MS
    this.#tickedAt = now
    const silence = this.#heard.silence(now) ?? 0
    // Timers of hidden tabs are held back for a minute; frames are not, so there a silent link is what tells of sleep.
    const dead = silence >= STALE_MS || (slept && (this.#hiddenAt === null || silence >= BEHIND_MS))
    if (dead && this.#link.state.state === 'open') this.#link.reconnect()
    if (slept && this.#link.state.state === 'lost') this.#link.connectNow()
    if (this.#hiddenAt !== null && now - this.#hiddenAt >= HIDDEN_MS) this.#events.asleep(true)
    this.#changed()
    const untilWorse = [BEHIND_MS, STALE_MS].map((at) => at - this.#age(now)).filter((ms) => ms > 0)
    this.#cancelTick = this.#options.clock.after(Math.min(TICK_MS, ...untilWorse), () => this.#tick())
  }

  #age(now: number): number {
    return this.#heard.age(now) ?? now - this.#startedAt
  }

  #look(): LinkView {
    return {
      link: this.#linkState(),
      freshness: this.freshness(),
      heardAt: this.#heard.age(this.#options.clock.now()) === null ? null : this.since,
      outdated: this.#outdated,
      back: this.#back,
    }
  }

  #linkState(): LinkState {
    const { state } = this.#link
    if (state.state !== 'lost') return state
    return { state: 'lost', since: this.#heard.serverNow(state.since), retryAt: state.retryAt === null ? null : this.#heard.serverNow(state.retryAt) }
  }

  #publish(): void {
    const view = this.#look()
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return
    this.#view = view
    for (const listener of new Set(this.#listeners)) listener()
  }
}

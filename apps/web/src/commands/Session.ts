/** Who this tab is to Binnacle. `asking`: a link is being redeemed, or other tabs are asked. `signed out`: `why` says what was wrong with a link. */
export type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'signed in'; readonly bearer: string }
  | { readonly state: 'signed out'; readonly why: string | null }

type Storage = { getItem(key: string): string | null; setItem(key: string, value: string): void; removeItem(key: string): void }
/** A channel to the other tabs of this Binnacle. */
export type Tabs = { post(message: unknown): void; listen(listener: (message: unknown) => void): void }

export type SessionParts = {
  readonly storage: Storage
  readonly tabs: Tabs
  after(ms: number, run: () => void): () => void
  /** Redeems the code of a link: the bearer, or why not. */
  redeem(code: string): Promise<{ bearer: string } | { why: string }>
}

const KEY = 'binnacle.bearer'
/** Another tab of the same browser answers within this time (ms), or there is none. */
const TABS_ANSWER_MS = 400

/**
 * The bearer of this tab, in sessionStorage and nowhere else. A tab without one asks the open tabs for theirs; one that has it answers.
 * `end` is for a 401: the bearer is of no more use and is forgotten.
 */
export class Session {
  readonly #parts: SessionParts
  readonly #listeners = new Set<() => void>()
  #state: SessionState = { state: 'asking' }

  constructor(parts: SessionParts) {
    this.#parts = parts
    parts.tabs.listen((message) => this.#heard(message))
  }

  get = (): SessionState => this.#state

  get bearer(): string | null {
    return this.#state.state === 'signed in' ? this.#state.bearer : null
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** `code`: what the link's fragment held; it is worth one exchange. Called again when another link is opened in this tab. */
  async start(code: string | null): Promise<void> {
    const kept = this.#parts.storage.getItem(KEY)
    if (code !== null) return this.#redeem(code, kept)
    if (kept !== null) return this.#set({ state: 'signed in', bearer: kept })
    this.#ask(null)
  }

  end(): void {
    if (this.#state.state !== 'signed in') return
    this.#parts.storage.removeItem(KEY)
    this.#set({ state: 'signed out', why: null })
  }

  async #redeem(code: string, kept: string | null): Promise<void> {
    const answer = await this.#parts.redeem(code)
    if ('bearer' in answer) return this.#signIn(answer.bearer)
    // A link that was opened twice must not sign out a tab that is signed in.
    if (kept !== null) return this.#set({ state: 'signed in', bearer: kept })
    this.#ask(answer.why)
  }

  #ask(why: string | null): void {
    this.#parts.tabs.post({ type: 'ask' })
    this.#parts.after(TABS_ANSWER_MS, () => {
      if (this.#state.state !== 'signed in') this.#set({ state: 'signed out', why })
    })
  }

  #heard(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('type' in message)) return
    if (message.type === 'ask' && this.#state.state === 'signed in') this.#parts.tabs.post({ type: 'bearer', bearer: this.#state.bearer })
    const waiting = this.#state.state !== 'signed in'
    if (message.type === 'bearer' && waiting && 'bearer' in message && typeof message.bearer === 'string') this.#signIn(message.bearer)
  }

  #signIn(bearer: string): void {
    this.#parts.storage.setItem(KEY, bearer)
    this.#set({ state: 'signed in', bearer })
  }

  #set(state: SessionState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

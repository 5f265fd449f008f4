import type { Clock, Failure, ObjectRow } from '@binnacle/shared'
import type { Store } from './Store.ts'

/** How long rows are still called live while their watch is being opened again. */
const GRACE_MS = 4_000
/** A watch that opens after failures counts when it has lasted this long or brought something. */
const TRIAL_MS = 1_000
/** After an outage too: an apiserver opens the watch first and says in it that its version is too old. */
const SHORT_TRIAL_MS = 250

/** Says `live` and `stale` for one Store: never live without a watch for longer than the grace, never stale while one is open. */
export class Freshness<Row extends ObjectRow> {
  readonly #store: Store<Row>
  readonly #clock: Clock
  #lostAt: number | null = null
  #failure: Failure | null = null
  /** How long a watch must be open to count. */
  #trialMs = 0
  #cancel = () => {}

  constructor(store: Store<Row>, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** The rows are what the cluster has. */
  found(): void {
    this.stop()
    this.#lostAt = null
    this.#failure = null
    this.#trialMs = 0
    this.#store.setState({ state: 'live' })
  }

  /** A watch is open; after failures that alone means little. */
  opened(signal: AbortSignal): void {
    if (this.#trialMs === 0) return this.found()
    this.stop()
    this.#cancel = this.#clock.after(this.#trialMs, () => {
      if (!signal.aborted) this.found()
    })
  }

  /** Something came through an open watch. */
  heard(): void {
    if (this.#lostAt !== null) this.found()
  }

  /** The watch or list is over, for whatever reason. */
  lost(failure: Failure | null): void {
    this.stop()
    if (failure) {
      this.#failure = failure
      this.#trialMs = TRIAL_MS
    }
    this.#lostAt ??= this.#clock.now()
    this.#cancel = this.#clock.after(this.#lostAt + GRACE_MS - this.#clock.now(), () => this.stale())
  }

  /** The whole cluster does not answer. */
  outage(since: number, failure: Failure): void {
    this.stop()
    this.#failure = failure
    this.#trialMs = SHORT_TRIAL_MS
    this.#lostAt = since
    if (!this.#isRefused()) this.#store.setState({ state: 'stale', since, failure })
  }

  /** It will take longer: say so now. */
  stale(): void {
    if (this.#lostAt === null || this.#isRefused() || this.#store.state.state === 'stale') return
    this.#store.setState({ state: 'stale', since: this.#lostAt, failure: this.#failure })
  }

  /** Nothing more will be said until the next call. */
  stop(): void {
    this.#cancel()
  }

  #isRefused(): boolean {
    const { state } = this.#store.state
    return state === 'forbidden' || state === 'gone'
  }
}

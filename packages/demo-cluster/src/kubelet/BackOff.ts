/** When an entry is forgotten: the thing went well for so long that the next failure counts as the first. */
const EXPIRES_MS = 10 * 60_000

/**
 * Delays that double with each failure, by key, as client-go's flowcontrol.Backoff: the first failure is waited for `first`, none longer than `longest`, and ten minutes
 * after the last one a key starts anew.
 */
export class BackOff {
  readonly #first: number
  readonly #longest: number
  readonly #entries = new Map<string, { delay: number; at: number }>()

  constructor(first: number, longest: number) {
    this.#first = first
    this.#longest = longest
  }

  delay(key: string): number {
    return this.#entries.get(key)?.delay ?? 0
  }

  /** Counts another failure, which happened at `since`. */
  next(key: string, { since, now }: { readonly since: number; readonly now: number }): void {
    const entry = this.#entries.get(key)
    const delay = !entry || since - entry.at > EXPIRES_MS ? this.#first : Math.min(entry.delay * 2, this.#longest)
    this.#entries.set(key, { delay, at: now })
  }

  /** Whether what failed at `since` still has to wait. */
  holds(key: string, { since, now }: { readonly since: number; readonly now: number }): boolean {
    const entry = this.#entries.get(key)
    return entry !== undefined && since - entry.at <= EXPIRES_MS && now - since < entry.delay
  }

  /** Whether the delay that the last failure was given still runs. */
  holdsSinceUpdate(key: string, now: number): boolean {
    const entry = this.#entries.get(key)
    return entry !== undefined && now - entry.at < entry.delay
  }

  /** Puts a key where it had come to before a restart of the kubelet. */
  restore(key: string, entry: { readonly delay: number; readonly at: number }): void {
    this.#entries.set(key, entry)
  }

  /** The same where all that is left is how many failures there were. */
  recall(key: string, { failures, at }: { readonly failures: number; readonly at: number }): void {
    if (failures > 0) this.restore(key, { delay: Math.min(this.#first * 2 ** (failures - 1), this.#longest), at })
  }
}

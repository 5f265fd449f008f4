import type { Clock } from '../clock.ts'
import type { Result } from '../Status.ts'

/** client-go's default limits for a key that fails: 5 ms, doubling, at most 1000 s. */
const FIRST_RETRY_MS = 5
const LONGEST_RETRY_MS = 1_000_000

/** Node's timers know nothing longer and would fire at once: a key that has more time comes earlier, and waits again. */
const LONGEST_WAIT_MS = 2_147_483_647

export type WorkQueue = {
  /** Reconciles the key as soon as the running work is done. */
  readonly add: (key: string) => void
  /** Reconciles the key at the latest in `ms`. */
  readonly addAfter: (key: string, ms: number) => void
  readonly stop: () => void
}

/**
 * Keys that wait to be reconciled, as client-go's rate limiting work queue: a key waits at most once, is never reconciled within another's turn, and is tried again
 * with exponential back-off for as long as its reconciliation is refused. After `stop` nothing is reconciled.
 */
export function createWorkQueue(clock: Clock, reconcile: (key: string) => Result<unknown>): WorkQueue {
  const waiting = new Map<string, { readonly at: number; readonly cancel: () => void }>()
  const failures = new Map<string, number>()
  let open = true

  function run(key: string): void {
    waiting.delete(key)
    if (reconcile(key).ok) {
      failures.delete(key)
      return
    }
    const failed = failures.get(key) ?? 0
    failures.set(key, failed + 1)
    addAfter(key, Math.min(FIRST_RETRY_MS * 2 ** failed, LONGEST_RETRY_MS))
  }

  function addAfter(key: string, ms: number): void {
    if (!open) return
    const wait = Math.min(ms, LONGEST_WAIT_MS)
    const at = clock.now() + wait
    const earlier = waiting.get(key)
    if (earlier && earlier.at <= at) return
    earlier?.cancel()
    waiting.set(key, { at, cancel: clock.after(wait, () => run(key)) })
  }

  return {
    add: (key) => addAfter(key, 0),
    addAfter,
    stop: () => {
      open = false
      for (const { cancel } of waiting.values()) cancel()
      waiting.clear()
    },
  }
}

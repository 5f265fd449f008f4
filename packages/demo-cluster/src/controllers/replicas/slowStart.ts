import { done, type Result } from '../../Status.ts'

/**
 * Does something `count` times in batches of 1, 2, 4 and so on, and stops after the first batch with a refusal, so that what is always refused is not asked for again
 * and again. Gives that refusal.
 */
export function slowStart(count: number, once: () => Result<unknown>): Result<unknown> {
  let left = count
  for (let size = 1; left > 0; size *= 2) {
    const batch = Array.from({ length: Math.min(size, left) }, once)
    const refusal = batch.find(({ ok }) => !ok)
    if (refusal) return refusal
    left -= batch.length
  }
  return done(null)
}

import { humanDuration } from './age.ts'
import type { JobRow } from './jobRows.ts'

/** The cell COMPLETIONS of `kubectl get jobs`. */
export function completionsText({ succeeded, completions, parallelism }: Pick<JobRow, 'succeeded' | 'completions' | 'parallelism'>): string {
  if (completions !== null) return `${succeeded}/${completions}`
  return parallelism !== null && parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

/** The cell DURATION of `kubectl get jobs`: empty before the start. A Job that failed has no completion time, so kubectl counts on; so do we. */
export function jobDuration({ startedAt, completedAt }: Pick<JobRow, 'startedAt' | 'completedAt'>, now: number): string {
  return startedAt === null ? '' : humanDuration((completedAt ?? now) - startedAt)
}

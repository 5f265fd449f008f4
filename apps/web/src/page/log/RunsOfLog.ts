import type { LogLine } from '@binnacle/shared'

/** A line of the log, or (with `restart`) our words between two runs of the container. */
export type LogEntry = LogLine & { readonly restart?: string }

/** Lines of all runs together that a view keeps; as many as of one run. */
const MAX_LINES = 5_000

/**
 * The log of one container across its restarts, as far as it was seen here: what the reader has before him stays when the container is started again, and
 * the new run goes on below it. Joining the same lines twice changes nothing.
 */
export class RunsOfLog {
  #past: readonly LogEntry[] = []
  #run = ''
  #lines: readonly LogLine[] = []
  #joined: readonly LogEntry[] = []

  /** All lines to show, `lines` being those of `run`. `restart` says what came between it and the run before. */
  join(run: string, lines: readonly LogLine[], restart: string): readonly LogEntry[] {
    if (run === this.#run && lines === this.#lines) return this.#joined
    if (run !== this.#run && this.#lines.length > 0) this.#past = [...this.#past, ...this.#lines, { at: '', text: '', restart }].slice(-MAX_LINES)
    this.#run = run
    this.#lines = lines
    this.#joined = this.#past.length === 0 ? lines : [...this.#past, ...lines].slice(-MAX_LINES)
    return this.#joined
  }
}

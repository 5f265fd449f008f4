import type { LogLine } from '@binnacle/shared'

/** Lines of one container that a page holds; older ones scroll out. */
export const MAX_LOG_LINES = 5_000

/**
 * The newest lines of one log, across reconnects: a new subscription begins with lines that are held already, and those are told by their time and passed
 * over. `gap` when the new ones do not reach back to the last one held.
 */
export class LogBuffer {
  #lines: readonly LogLine[] = []
  #resume: { at: string; same: number; overlaps: boolean } | null = null
  #gap = false

  get lines(): readonly LogLine[] {
    return this.#lines
  }

  get gap(): boolean {
    return this.#gap
  }

  /** What comes next begins in the past again. */
  resume(): void {
    const last = this.#lines.at(-1)
    if (!last) return
    this.#resume = { at: sortable(last.at), same: this.#lines.filter(({ at }) => at === last.at).length, overlaps: false }
  }

  push(lines: readonly LogLine[]): void {
    const fresh = lines.filter((line) => this.#isNew(line))
    if (fresh.length > 0) this.#lines = [...this.#lines, ...fresh].slice(-MAX_LOG_LINES)
  }

  #isNew(line: LogLine): boolean {
    const resume = this.#resume
    if (!resume) return true
    const at = sortable(line.at)
    if (at < resume.at || (at === resume.at && resume.same > 0)) {
      resume.overlaps = true
      if (at === resume.at) resume.same--
      return false
    }
    if (!resume.overlaps) this.#gap = true
    this.#resume = null
    return true
  }
}

/** A time with its fraction in nine digits, so that times compare as texts. */
const sortable = (at: string): string => {
  const [seconds = '', fraction = ''] = at.replace(/Z$/, '').split('.')
  return `${seconds}.${fraction.padEnd(9, '0')}`
}

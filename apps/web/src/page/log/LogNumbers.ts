import type { LogEntry } from './RunsOfLog.ts'

/** Lines in one block of the view: only the last block is painted again when lines come. */
export const BLOCK_LINES = 100

export type LogBlock = { readonly first: number; readonly lines: readonly LogEntry[] }

/**
 * Numbers the lines of a log that grows at its end and is cut at its beginning. A line keeps its number for as long as it is kept; numbering the same
 * lines twice changes nothing.
 */
export class LogNumbers {
  #first = 0
  #lines: readonly LogEntry[] = []

  /** The number that the next line will have. */
  get end(): number {
    return this.#first + this.#lines.length
  }

  /** The number of the first of these lines. */
  first(lines: readonly LogEntry[]): number {
    if (lines === this.#lines) return this.#first
    const last = this.#lines.at(-1)
    const { end } = this
    const at = last === undefined ? -1 : lines.lastIndexOf(last)
    this.#first = at === -1 ? end : end - 1 - at
    this.#lines = lines
    return this.#first
  }

  /** The lines in blocks whose borders never move. */
  blocks(lines: readonly LogEntry[]): LogBlock[] {
    const first = this.first(lines)
    const blocks: LogBlock[] = []
    for (let at = 0; at < lines.length; ) {
      const room = BLOCK_LINES - ((first + at) % BLOCK_LINES)
      blocks.push({ first: first + at, lines: lines.slice(at, at + room) })
      at += room
    }
    return blocks
  }
}

import type { LogLine } from '@binnacle/shared'
import { GrowingBuffer } from './GrowingBuffer.ts'

/** A longer line is cut: no screen shows it, and one line must not fill the memory. */
const MAX_LINE_BYTES = 16 * 1024
export const CUT_MARK = ' … [line cut at 16 KiB]'
const NEWLINE = 0x0a
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) ?/

/** The bytes of a log with timestamps → lines. Any bytes are text (what is no UTF-8 becomes U+FFFD). Lines before a resume are not given again. */
export class LogLines {
  readonly #rest = new GrowingBuffer()
  #cutting = false
  #last: string | null = null
  /** How many lines had exactly the last time: so many of them come again after a resume. */
  #atLast = 0
  #skip: { at: string; count: number } | null = null

  /** Time of the last whole line. */
  get last(): string | null {
    return this.#last
  }

  /** The stream begins anew at the time of the last line. */
  resume(): void {
    this.#rest.clear()
    this.#cutting = false
    this.#skip = this.#last === null ? null : { at: this.#last, count: this.#atLast }
    this.#atLast = 0
  }

  push(bytes: Buffer): LogLine[] {
    const lines: LogLine[] = []
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      this.#keep(bytes, start, end)
      const line = this.end()
      if (line) lines.push(line)
      start = end + 1
    }
    this.#keep(bytes, start, bytes.length)
    return lines
  }

  /** What came after the last line end, if anything did. */
  end(): LogLine | null {
    const empty = this.#rest.length === 0
    const text = this.#rest.bytes().toString('utf8')
    const cut = this.#cutting
    this.#rest.clear()
    this.#cutting = false
    return empty ? null : this.#line(cut ? text + CUT_MARK : text)
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    const room = MAX_LINE_BYTES - this.#rest.length
    if (to - from > room) this.#cutting = true
    this.#rest.push(bytes, from, Math.min(to, from + room))
  }

  #line(text: string): LogLine | null {
    const at = STAMP.exec(text)
    const time = at?.[1] ?? ''
    const line = { at: time, text: text.slice(at?.[0].length ?? 0).replace(/\r$/, '') }
    if (this.#isShown(time)) return null
    return line
  }

  #isShown(time: string): boolean {
    const skip = this.#skip
    // sinceTime counts whole seconds on some servers, so older lines of that second may come again too.
    if (skip && time !== '' && time < skip.at) return true
    if (time !== '' && time !== this.#last) {
      this.#last = time
      this.#atLast = 0
    }
    this.#atLast++
    if (time !== skip?.at || skip.count === 0) return false
    skip.count--
    return true
  }
}

import { GrowingBuffer } from './GrowingBuffer.ts'

/** More than any object that an apiserver takes (3 MiB), escaped and wrapped in an event. */
const MAX_LINE_BYTES = 16 * 1024 * 1024
const NEWLINE = 0x0a
const RETURN = 0x0d

/**
 * Cuts a byte stream into lines at byte 0x0A and nowhere else (U+2028 is text), whatever the chunks. A carriage return before the end and empty lines
 * are left out. The bytes of a line are the listener's only until it returns.
 */
export class Lines {
  readonly #onLine: (line: Buffer) => void
  readonly #rest = new GrowingBuffer()
  #tooLong = false

  constructor(onLine: (line: Buffer) => void) {
    this.#onLine = onLine
  }

  push(bytes: Buffer): void {
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      this.#line(bytes, start, end)
      start = end + 1
    }
    if (start < bytes.length && !this.#tooLong) this.#rest.push(bytes, start)
    if (this.#rest.length > MAX_LINE_BYTES) this.#tooLong = true
  }

  /** A line longer than any object: nothing after it can be trusted. */
  get broken(): boolean {
    return this.#tooLong
  }

  /** Did the stream end within a line, or hold one longer than any object? Then something of it is lost. */
  get cut(): boolean {
    return this.#tooLong || this.#rest.length > 0
  }

  #line(bytes: Buffer, start: number, end: number): void {
    if (this.#rest.length === 0) return this.#give(bytes.subarray(start, end))
    this.#rest.push(bytes, start, end)
    const line = this.#rest.bytes()
    this.#give(line)
    this.#rest.clear()
  }

  #give(line: Buffer): void {
    const whole = line.at(-1) === RETURN ? line.subarray(0, -1) : line
    if (whole.length > 0) this.#onLine(whole)
  }
}

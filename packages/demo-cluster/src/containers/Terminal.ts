import type { Descriptor } from './Descriptor.ts'
import type { Signal } from './Signal.ts'
import { Changes } from './Wait.ts'

type Ends = {
  /** What a person sees. */
  readonly output: (text: string) => void
  readonly signal: (signal: Signal, group: number) => void
}

/** An escape sequence of a key, one backspace, or one character. */
// oxlint-disable-next-line no-control-regex
const KEYS = /\u001b\[[0-9;]*[A-Za-z~]|[^]/gu

/**
 * A terminal as programs have it by default: echoes, edits a line until Enter, turns Ctrl-C, Ctrl-\ and Ctrl-D into signals and the end of input, and line feeds into
 * new lines. For a shell it also keeps a history behind the up and down keys; the cursor stays at the line's end.
 */
export class Terminal {
  columns = 80
  rows = 24
  /** The process group that Ctrl-C reaches. */
  foreground = 0
  /** Earlier lines, where a shell edits the line. */
  history: string[] | null = null

  readonly descriptor: Descriptor
  readonly #ends: Ends
  readonly #changes = new Changes()
  readonly #lines: (string | null)[] = []
  #line = ''
  #back = 0
  #isGone = false

  constructor(ends: Ends) {
    this.#ends = ends
    this.descriptor = {
      terminal: this,
      read: () => (this.#isGone ? null : this.#lines.shift()),
      write: (text) => ends.output(text.replace(/\r?\n/g, '\r\n')),
      isFull: () => false,
      isBroken: () => this.#isGone,
      changed: this.#changes.wait,
      hold: () => {},
      close: () => {},
    }
  }

  /** Keys arrive. */
  type(text: string): void {
    for (const [key] of text.matchAll(KEYS)) this.#key(key)
  }

  endInput(): void {
    this.#give(null)
  }

  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
    this.#ends.signal('WINCH', this.foreground)
  }

  /** Nobody sits there any more. */
  hangUp(): void {
    this.#isGone = true
    this.#changes.tell()
  }

  #give(line: string | null): void {
    this.#lines.push(line)
    this.#changes.tell()
  }

  #key(key: string): void {
    switch (key) {
      case '\r':
      case '\n':
        return this.#enter()
      case '\u007f':
      case '\b':
        return this.#replace(this.#line.slice(0, -1))
      case '\u0015':
        return this.#replace('')
      case '\u0017':
        return this.#replace(this.#line.replace(/\S*\s*$/, ''))
      case '\u0003':
        return this.#interrupt('^C', 'INT')
      case '\u001c':
        return this.#interrupt('^\\', 'QUIT')
      case '\u0004':
        return this.#endOfInput()
      case '\u001b[A':
        return this.#recall(this.#back + 1)
      case '\u001b[B':
        return this.#recall(this.#back - 1)
      default:
        return this.#insert(key)
    }
  }

  #insert(key: string): void {
    if (key !== '\t' && key < ' ') return
    if (key.startsWith('\u001b')) return
    this.#line += key
    this.#ends.output(key)
  }

  #enter(): void {
    this.#ends.output('\r\n')
    const line = this.#line
    this.#line = ''
    this.#back = 0
    if (line.trim() !== '') this.history?.push(line)
    this.#give(`${line}\n`)
  }

  #replace(line: string): void {
    let kept = 0
    while (kept < line.length && line[kept] === this.#line[kept]) kept++
    const back = this.#line.length - kept
    this.#ends.output((this.history === null ? '\b \b'.repeat(back) : `${'\b'.repeat(back)}${back > 0 ? '\u001b[J' : ''}`) + line.slice(kept))
    this.#line = line
  }

  #recall(back: number): void {
    const { history } = this
    if (history === null || back < 0 || back > history.length) return
    this.#back = back
    this.#replace(back === 0 ? '' : (history.at(-back) ?? ''))
  }

  #interrupt(shown: string, signal: Signal): void {
    this.#ends.output(this.history === null ? shown : `${shown}\r\n`)
    this.#line = ''
    this.#back = 0
    this.#lines.length = 0
    this.#ends.signal(signal, this.foreground)
  }

  #endOfInput(): void {
    if (this.#line === '') return this.#give(null)
    if (this.history !== null) return
    const line = this.#line
    this.#line = ''
    this.#give(line)
  }
}

import type { Script, Word, WordPart } from './Ast.ts'
import { unescapeText } from './commands/printing.ts'
import { ShellSyntaxError } from './ShellSyntaxError.ts'

const METACHARACTERS = ' \t\n;&|<>()'
const SPECIAL = /^[@*#?$!0-9-]/
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/
/** Longest first. */
const OPERATORS = [':-', ':=', ':?', ':+', '##', '%%', '-', '=', '?', '+', '#', '%']

/** Reads the words of a shell script: quotes, escapes, and what `$` and backquotes begin. */
export class WordReader {
  readonly source: string
  at = 0
  readonly #parse: (reader: WordReader, end: ')') => Script
  readonly #again: (source: string) => Script

  constructor(source: string, parse: { readonly until: (reader: WordReader, end: ')') => Script; readonly again: (source: string) => Script }) {
    this.source = source
    this.#parse = parse.until
    this.#again = parse.again
  }

  get rest(): string {
    return this.source.slice(this.at)
  }

  peek(text: string): boolean {
    return this.source.startsWith(text, this.at)
  }

  skipBlanks(): void {
    for (;;) {
      if (this.peek('\\\n')) this.at += 2
      else if (this.peek(' ') || this.peek('\t')) this.at++
      else break
    }
    if (this.peek('#')) while (this.at < this.source.length && !this.peek('\n')) this.at++
  }

  /** The next word; null where none begins here. */
  word(): Word | null {
    const start = this.at
    const parts = this.#parts((reader) => METACHARACTERS.includes(reader.source[reader.at] ?? '\n'), false)
    return this.at === start ? null : parts
  }

  /** Text in which only `$`, backquotes and backslashes mean something: here-documents. */
  static heredoc(text: string, parse: ConstructorParameters<typeof WordReader>[1]): Word {
    const reader = new WordReader(text, parse)
    const parts: WordPart[] = []
    while (reader.at < text.length) parts.push(...reader.#quotedPart())
    return parts
  }

  #parts(isEnd: (reader: WordReader) => boolean, inside: boolean): Word {
    const parts: WordPart[] = []
    let text = ''
    const flush = () => {
      if (text !== '') parts.push({ type: 'text', text, quoted: false })
      text = ''
    }
    while (this.at < this.source.length && !isEnd(this)) {
      const character = this.source[this.at] ?? ''
      if (!'\'"\\$`'.includes(character)) {
        text += character
        this.at++
        continue
      }
      flush()
      parts.push(...this.#special(character))
    }
    if (inside && this.at >= this.source.length) throw new ShellSyntaxError('syntax error: unexpected end of file', true)
    flush()
    return parts
  }

  #special(character: string): readonly WordPart[] {
    switch (character) {
      case "'":
        return [{ type: 'text', text: this.#until("'"), quoted: true }]
      case '"':
        return this.#doubleQuoted()
      case '\\': {
        const next = this.source[this.at + 1]
        this.at += 2
        if (next === undefined) throw new ShellSyntaxError('syntax error: unexpected end of file', true)
        return next === '\n' ? [] : [{ type: 'text', text: next, quoted: true }]
      }
      default:
        return [this.#expansion(false)]
    }
  }

  #until(end: string): string {
    const from = this.at + 1
    const to = this.source.indexOf(end, from)
    if (to < 0) throw new ShellSyntaxError('syntax error: unterminated quoted string', true)
    this.at = to + 1
    return this.source.slice(from, to)
  }

  #doubleQuoted(): readonly WordPart[] {
    const parts: WordPart[] = [{ type: 'text', text: '', quoted: true }]
    this.at++
    while (!this.peek('"')) {
      if (this.at >= this.source.length) throw new ShellSyntaxError('syntax error: unterminated quoted string', true)
      parts.push(...this.#quotedPart())
    }
    this.at++
    return parts
  }

  #quotedPart(): readonly WordPart[] {
    const character = this.source[this.at] ?? ''
    if (character === '$' || character === '`') return [this.#expansion(true)]
    if (character === '\\') {
      const next = this.source[this.at + 1] ?? ''
      this.at += 2
      if (next === '\n') return []
      return [{ type: 'text', text: '$`"\\'.includes(next) ? next : `\\${next}`, quoted: true }]
    }
    const text = /^[^$`"\\]+/.exec(this.rest)?.[0] ?? character
    this.at += text.length
    return [{ type: 'text', text, quoted: true }]
  }

  #expansion(quoted: boolean): WordPart {
    if (!quoted && this.peek("$'")) {
      this.at++
      return { type: 'text', text: unescapeText(this.#until("'")), quoted: true }
    }
    if (this.peek('`')) return { type: 'command', script: this.#again(this.#backquoted()), quoted }
    if (this.peek('$((')) return this.#arithmetic(quoted)
    if (this.peek('$(')) {
      this.at += 2
      return { type: 'command', script: this.#parse(this, ')'), quoted }
    }
    if (this.peek('${')) return this.#braced(quoted)
    this.at++
    const name = NAME.exec(this.rest)?.[0] ?? SPECIAL.exec(this.rest)?.[0]
    if (name === undefined) return { type: 'text', text: '$', quoted: true }
    this.at += name.length
    return { type: 'parameter', name, operator: '', word: [], quoted }
  }

  #backquoted(): string {
    let text = ''
    for (this.at++; !this.peek('`'); this.at++) {
      if (this.at >= this.source.length) throw new ShellSyntaxError('syntax error: EOF in backquote substitution', true)
      if (this.peek('\\') && '`\\$'.includes(this.source[this.at + 1] ?? ' ')) this.at++
      text += this.source[this.at] ?? ''
    }
    this.at++
    return text
  }

  #arithmetic(quoted: boolean): WordPart {
    this.at += 3
    let depth = 0
    const word = this.#parts((reader) => {
      if (reader.peek('(')) depth++
      if (reader.peek('))') && depth === 0) return true
      if (reader.peek(')')) depth--
      return false
    }, true)
    this.at += 2
    return { type: 'arithmetic', word, quoted }
  }

  #braced(quoted: boolean): WordPart {
    this.at += 2
    const isLength = this.peek('#') && /^#[A-Za-z_@*0-9]/.test(this.rest)
    if (isLength) this.at++
    const name = NAME.exec(this.rest)?.[0] ?? /^(\d+|[@*#?$!-])/.exec(this.rest)?.[0]
    if (name === undefined) throw new ShellSyntaxError('syntax error: bad substitution')
    this.at += name.length
    const operator = isLength ? 'length' : (OPERATORS.find((each) => this.peek(each)) ?? '')
    if (!isLength) this.at += operator.length
    if (operator === '' && !this.peek('}')) throw new ShellSyntaxError('syntax error: bad substitution')
    const word = isLength ? [] : this.#parts((reader) => reader.peek('}'), true)
    this.at++
    return { type: 'parameter', name, operator, word, quoted }
  }
}

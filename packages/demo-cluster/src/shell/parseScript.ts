import type { Assignment, Command, Redirect, Script, Word } from './Ast.ts'
import { parseCompound } from './parseCompound.ts'
import { ShellSyntaxError } from './ShellSyntaxError.ts'
import { WordReader } from './WordReader.ts'

/** Words that begin or go on with a compound command where a command may begin. */
const RESERVED = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for', '{', '}', '!', 'in'])
const ENDS = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}'])

type Heredoc = { readonly redirect: Redirect; readonly end: string; readonly literal: boolean; readonly stripTabs: boolean }

/** Reads a script of the POSIX shell. Throws ShellSyntaxError. */
export function parseScript(source: string): Script {
  const parser = new Parser(source)
  const script = parser.list()
  if (parser.reader.at < source.length) throw parser.unexpected()
  return script
}

const parse = {
  again: (source: string) => parseScript(source),
  until(reader: WordReader, end: ')'): Script {
    const inner = new Parser(reader.source, reader.at)
    const script = inner.list()
    if (!inner.reader.peek(end)) throw inner.unexpected()
    reader.at = inner.reader.at + 1
    return script
  },
}

/** One reading of one script, by recursive descent over its characters. */
export class Parser {
  readonly reader: WordReader
  readonly #heredocs: Heredoc[] = []

  constructor(source: string, at = 0) {
    this.reader = new WordReader(source, parse)
    this.reader.at = at
  }

  unexpected(expected?: string): ShellSyntaxError {
    const { reader } = this
    const expecting = expected === undefined ? '' : ` (expecting "${expected}")`
    reader.skipBlanks()
    if (reader.at >= reader.source.length) return new ShellSyntaxError(`syntax error: unexpected end of file${expecting}`, true)
    if (reader.peek('\n')) return new ShellSyntaxError(`syntax error: unexpected newline${expecting}`)
    const found = /^(&&|\|\||;;|[;&|<>()]|[^\s;&|<>()]+)/.exec(reader.rest)?.[0] ?? ''
    return new ShellSyntaxError(`syntax error: unexpected "${found}"${expecting}`)
  }

  /** Commands up to whatever cannot begin one. */
  list(): Script {
    const script: { command: Command; background: boolean }[] = []
    for (;;) {
      this.skipLines()
      const command = this.andOr()
      if (command === null) return script
      const background = this.take('&')
      script.push({ command, background })
      if (!background && !this.takeSemicolon() && !this.#atNewline()) return script
    }
  }

  /** A list that must hold something. */
  body(): Script {
    const script = this.list()
    if (script.length === 0) throw this.unexpected()
    return script
  }

  andOr(): Command | null {
    let first = this.#pipeline()
    if (first === null) return null
    for (;;) {
      const operator = this.take('&&') ? '&&' : this.take('||') ? '||' : null
      if (operator === null) return first
      this.skipLines()
      const second = this.#pipeline()
      if (second === null) throw this.unexpected()
      first = { type: 'both', first, operator, second }
    }
  }

  skipLines(): void {
    for (;;) {
      this.reader.skipBlanks()
      if (!this.reader.peek('\n')) return
      this.reader.at++
      this.#readHeredocs()
    }
  }

  /** Takes an operator, whole: `&` is not taken of `&&`. */
  take(operator: string): boolean {
    const { reader } = this
    reader.skipBlanks()
    if (!reader.peek(operator)) return false
    if (operator.length === 1 && '&|'.includes(operator) && reader.source[reader.at + 1] === operator) return false
    reader.at += operator.length
    return true
  }

  takeSemicolon(): boolean {
    this.reader.skipBlanks()
    if (this.reader.peek(';;')) return false
    return this.take(';')
  }

  /** The reserved word that stands here, if one does. */
  keyword(): string | null {
    this.reader.skipBlanks()
    const word = /^([a-z]+|[{}!])(?=[\s;&|<>()]|$)/.exec(this.reader.rest)?.[1]
    return word !== undefined && RESERVED.has(word) ? word : null
  }

  takeKeyword(word: string): boolean {
    if (this.keyword() !== word) return false
    this.reader.at += word.length
    return true
  }

  expect(word: string): void {
    this.skipLines()
    if (!this.takeKeyword(word)) throw this.unexpected(word)
  }

  redirects(): readonly Redirect[] {
    const redirects: Redirect[] = []
    for (let next = this.#redirect(); next !== null; next = this.#redirect()) redirects.push(next)
    return redirects
  }

  #atNewline(): boolean {
    this.reader.skipBlanks()
    return this.reader.peek('\n')
  }

  #pipeline(): Command | null {
    const negated = this.takeKeyword('!')
    const first = this.#command()
    if (first === null) {
      if (negated) throw this.unexpected()
      return null
    }
    const commands = [first]
    while (this.take('|')) {
      this.skipLines()
      const next = this.#command()
      if (next === null) throw this.unexpected()
      commands.push(next)
    }
    return commands.length === 1 && !negated ? first : { type: 'pipeline', commands, negated }
  }

  #command(): Command | null {
    const keyword = this.keyword()
    if (keyword !== null && ENDS.has(keyword)) return null
    const compound = parseCompound(this, keyword)
    if (compound !== null) return compound
    const name = /^([A-Za-z_][\w-]*)[ \t]*\([ \t]*\)/.exec(this.reader.rest)
    if (name === null) return this.#simple()
    this.reader.at += name[0].length
    this.skipLines()
    const body = this.#command()
    if (body === null) throw this.unexpected()
    return { type: 'function', name: name[1] ?? '', body }
  }

  #simple(): Command | null {
    const assignments: Assignment[] = []
    const words: Word[] = []
    const redirects: Redirect[] = []
    for (;;) {
      this.reader.skipBlanks()
      const redirect = this.#redirect()
      if (redirect !== null) {
        redirects.push(redirect)
        continue
      }
      const assignment = words.length === 0 ? this.#assignment() : null
      if (assignment !== null) {
        assignments.push(assignment)
        continue
      }
      const word = this.reader.word()
      if (word === null) break
      words.push(word)
    }
    return assignments.length + words.length + redirects.length === 0 ? null : { type: 'simple', assignments, words, redirects }
  }

  #assignment(): Assignment | null {
    const name = /^([A-Za-z_]\w*)=/.exec(this.reader.rest)?.[1]
    if (name === undefined) return null
    this.reader.at += name.length + 1
    return { name, value: this.reader.word() ?? [] }
  }

  #redirect(): Redirect | null {
    this.reader.skipBlanks()
    const found = /^(\d*)(<<-?|>>|>&|<&|>\||&>|<|>)/.exec(this.reader.rest)
    if (found === null) return null
    const [whole, number = '', operator = ''] = found
    this.reader.at += whole.length
    this.reader.skipBlanks()
    const from = this.reader.at
    const word = this.reader.word()
    if (word === null) throw this.unexpected()
    const descriptor = number === '' ? (operator.startsWith('<') ? 0 : 1) : Number(number)
    if (!operator.startsWith('<<')) return { descriptor, operator: plainOperator(operator), word }
    const redirect: Redirect = { descriptor, operator: '<<', word: [] }
    const literal = /['"\\]/.test(this.reader.source.slice(from, this.reader.at))
    const end = word.map((part) => (part.type === 'text' ? part.text : '')).join('')
    this.#heredocs.push({ redirect, end, literal, stripTabs: operator === '<<-' })
    return redirect
  }

  #readHeredocs(): void {
    for (const { redirect, end, literal, stripTabs } of this.#heredocs.splice(0)) {
      let text = ''
      for (;;) {
        if (this.reader.at >= this.reader.source.length) throw new ShellSyntaxError('syntax error: unexpected end of file', true)
        const newline = this.reader.source.indexOf('\n', this.reader.at)
        const to = newline < 0 ? this.reader.source.length : newline
        const line = this.reader.source.slice(this.reader.at, to)
        this.reader.at = Math.min(to + 1, this.reader.source.length)
        const stripped = stripTabs ? line.replace(/^\t+/, '') : line
        if (stripped === end) break
        text += `${stripped}\n`
      }
      redirect.word = literal ? [{ type: 'text', text, quoted: true }] : WordReader.heredoc(text, parse)
    }
  }
}

function plainOperator(operator: string): Redirect['operator'] {
  if (operator === '<' || operator === '>>' || operator === '>&' || operator === '<&') return operator
  return '>'
}

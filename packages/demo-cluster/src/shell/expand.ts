import { resolvePath } from '../containers/Files.ts'
import type { Waiting } from '../containers/Wait.ts'
import type { Word, WordPart } from './Ast.ts'
import { arithmetic } from './arithmetic.ts'
import { literal, matches, pattern } from './pattern.ts'
import type { Shell } from './Shell.ts'
import { ShellFailure } from './ShellFailure.ts'

/** A stretch of an expanded word; `field` where one field ends and another begins. */
type Piece = { readonly text: string; readonly split: boolean; readonly plain: boolean } | 'field'
type ParameterPart = Extract<WordPart, { readonly type: 'parameter' }>

/** All that words become as the arguments of a command: expanded, split, and matched against files. */
export function* expandWords(shell: Shell, words: readonly Word[]): Waiting<readonly string[]> {
  const all: string[] = []
  for (const word of words) {
    const pieces = yield* expandPieces(shell, word)
    for (const field of fieldsOf(pieces, shell.get('IFS') ?? ' \t\n')) all.push(...matchFiles(shell, field))
  }
  return all
}

/** One text, as assignments, redirects and here-documents take it. */
export function* expandText(shell: Shell, word: Word): Waiting<string> {
  const pieces = yield* expandPieces(shell, word)
  return pieces.map((piece) => (piece === 'field' ? ' ' : piece.text)).join('')
}

/** A pattern, in which what was quoted stands for itself. */
export function* expandPattern(shell: Shell, word: Word): Waiting<string> {
  const pieces = yield* expandPieces(shell, word)
  return pieces.map((piece) => (piece === 'field' ? ' ' : piece.plain ? literal(piece.text) : piece.text)).join('')
}

function* expandPieces(shell: Shell, word: Word): Waiting<readonly Piece[]> {
  const pieces: Piece[] = []
  for (const [index, part] of word.entries()) {
    switch (part.type) {
      case 'text':
        pieces.push({ text: index === 0 && !part.quoted ? tilde(shell, part.text) : part.text, split: false, plain: part.quoted })
        break
      case 'command': {
        const output = yield* shell.substitute(part.script)
        pieces.push({ text: output.replace(/\n+$/, ''), split: !part.quoted, plain: part.quoted })
        break
      }
      case 'arithmetic': {
        const text = yield* expandText(shell, part.word)
        pieces.push({ text: String(calculate(shell, text)), split: !part.quoted, plain: true })
        break
      }
      case 'parameter':
        pieces.push(...(yield* parameter(shell, part)))
    }
  }
  const isNothing = word.length === 2 && word[1]?.type === 'parameter' && word[1].quoted && word[1].name === '@' && shell.state.positional.length === 0
  return isNothing ? [] : pieces
}

function calculate(shell: Shell, text: string): number {
  try {
    return arithmetic(text, { get: (name) => shell.get(name), set: (name, value) => shell.set(name, value) })
  } catch (error) {
    throw new ShellFailure(error instanceof Error ? error.message : String(error), 2)
  }
}

function tilde(shell: Shell, text: string): string {
  return /^~(\/|$)/.test(text) ? (shell.get('HOME') ?? '~') + text.slice(1) : text
}

function* parameter(shell: Shell, part: ParameterPart): Waiting<readonly Piece[]> {
  const { name, operator, quoted, word } = part
  const one = (text: string): readonly Piece[] => [{ text, split: !quoted, plain: quoted }]
  if ((name === '@' || name === '*') && operator === '') return listed(shell, name, quoted)
  const value = shell.get(name)
  const isMissing = value === undefined || (operator.startsWith(':') && value === '')
  switch (operator) {
    case 'length':
      return one(String(name === '@' || name === '*' ? shell.state.positional.length : (value ?? '').length))
    case ':-':
    case '-':
      return isMissing ? asQuoted(yield* expandPieces(shell, word), quoted) : one(value)
    case ':+':
    case '+':
      return isMissing ? [] : asQuoted(yield* expandPieces(shell, word), quoted)
    case ':=':
    case '=':
      if (isMissing) shell.set(name, yield* expandText(shell, word))
      return one(shell.get(name) ?? '')
    case ':?':
    case '?': {
      if (!isMissing) return one(value)
      const message = yield* expandText(shell, word)
      throw new ShellFailure(`${name}: ${message || 'parameter not set'}`, 2)
    }
    case '':
      if (value === undefined && shell.state.options.has('u'))
        throw new ShellFailure(`${name}: ${shell.state.kind === 'bash' ? 'unbound variable' : 'parameter not set'}`, 2)
      return one(value ?? '')
    default:
      return one(trimmed(value ?? '', operator, yield* expandPattern(shell, word)))
  }
}

function asQuoted(pieces: readonly Piece[], quoted: boolean): readonly Piece[] {
  return pieces.map((piece) => (piece === 'field' ? piece : { text: piece.text, split: !quoted && !piece.plain, plain: quoted || piece.plain }))
}

function listed(shell: Shell, name: string, quoted: boolean): readonly Piece[] {
  const { positional } = shell.state
  if (quoted && name === '*') return [{ text: positional.join((shell.get('IFS') ?? ' ').slice(0, 1)), split: false, plain: true }]
  return positional.flatMap((text, index): readonly Piece[] => [...(index === 0 ? [] : (['field'] as const)), { text, split: !quoted, plain: quoted }])
}

function trimmed(value: string, operator: string, glob: string): string {
  const isLong = operator.length === 2
  if (operator.startsWith('#')) return value.replace(new RegExp(`^${pattern(glob, { greedy: isLong })}`, 'u'), '')
  for (let length = isLong ? value.length : 0; isLong ? length >= 0 : length <= value.length; length += isLong ? -1 : 1) {
    if (matches(value.slice(value.length - length), glob)) return value.slice(0, value.length - length)
  }
  return value
}

type Field = { text: string; glob: string; isPattern: boolean }

function fieldsOf(pieces: readonly Piece[], separators: string): readonly Field[] {
  const fields: Field[] = []
  let open: Field | null = null
  const close = () => {
    if (open !== null) fields.push(open)
    open = null
  }
  const add = (text: string, plain: boolean) => {
    const before: Field = open ?? { text: '', glob: '', isPattern: false }
    open = { text: before.text + text, glob: before.glob + (plain ? literal(text) : text), isPattern: before.isPattern || (!plain && /[*?[]/.test(text)) }
  }
  for (const piece of pieces) {
    if (piece === 'field') close()
    else if (!piece.split) add(piece.text, piece.plain)
    else splitInto(piece.text, separators, { add: (text) => add(text, piece.plain), close, isOpen: () => open !== null })
  }
  close()
  return fields
}

type Fields = { readonly add: (text: string) => void; readonly close: () => void; readonly isOpen: () => boolean }

function splitInto(text: string, separators: string, fields: Fields): void {
  for (const character of text) {
    if (!separators.includes(character)) fields.add(character)
    else if (' \t\n'.includes(character)) fields.close()
    else {
      if (!fields.isOpen()) fields.add('')
      fields.close()
    }
  }
}

/** The files that a field names by a pattern; the field itself where none does. */
function matchFiles(shell: Shell, { text, glob, isPattern }: Field): readonly string[] {
  if (!isPattern) return [text]
  const { files } = shell.process.sandbox
  let found: readonly string[] = [glob.startsWith('/') ? '/' : '']
  for (const part of glob.split('/').filter((each) => each !== '')) {
    const regex = new RegExp(`^${pattern(part, { within: 'name' })}$`, 'u')
    found = found.flatMap((start) => {
      const directory = resolvePath(shell.process.cwd, start || '.')
      const names = files.list(directory).filter((name) => regex.test(name) && (!name.startsWith('.') || part.startsWith('.')))
      return names.map((name) => (start === '' || start === '/' ? start + name : `${start}/${name}`))
    })
  }
  return found.length > 0 ? found : [text]
}

import { resolvePath } from '../../containers/Files.ts'
import type { Process } from '../../containers/Process.ts'
import { sleep, type Waiting } from '../../containers/Wait.ts'
import { openReading } from '../redirect.ts'
import { linesOf, readFiles, readText, unreadable, writeText } from '../streamText.ts'
import { options, type Tool } from '../Tool.ts'
import { unescapeText } from './printing.ts'

export const cat: Tool = function* cat(process, args) {
  let status = 0
  const names = options(args).words
  for (const name of names.length === 0 ? ['-'] : names) {
    const descriptor = name === '-' ? process.descriptor(0) : openReading(process, name)
    if (typeof descriptor === 'string') {
      status = 1
      process.complain(`cat: ${unreadable(process, name, 'cat')}\n`)
      continue
    }
    if (descriptor.endless === true) for (;;) yield sleep(process.sandbox.clock, 1_000)
    for (let text = yield* readText(descriptor); text !== null; text = yield* readText(descriptor)) yield* writeText(process, text)
  }
  return status
}

export const tee: Tool = function* tee(process, args) {
  const { flags, words } = options(args)
  const { files } = process.sandbox
  let status = 0
  const paths: string[] = []
  for (const name of words) {
    const path = resolvePath(process.cwd, name)
    const error = files.write(path, flags.has('a') ? (files.read(path) ?? '') : '')
    if (error === null) paths.push(path)
    else {
      status = 1
      process.complain(`tee: ${name}: ${error}\n`)
    }
  }
  for (let text = yield* readText(process.descriptor(0)); text !== null; text = yield* readText(process.descriptor(0))) {
    for (const path of paths) files.write(path, (files.read(path) ?? '') + text)
    yield* writeText(process, text)
  }
  return status
}

/** How many of what, as `-n`, `-c` or `-5` say. */
function amount(flags: ReadonlyMap<string, string>): { readonly unit: 'lines' | 'bytes'; readonly count: string } {
  const bytes = flags.get('c')
  return bytes === undefined ? { unit: 'lines', count: flags.get('n') ?? flags.get('#') ?? '10' } : { unit: 'bytes', count: bytes }
}

export const head: Tool = function* head(process, args) {
  const { flags, words } = options(args, 'nc#')
  const { unit, count } = amount(flags)
  if (words.length > 0) {
    const enough = unit === 'bytes' && Number(count) >= 0 ? Number(count) : undefined
    return yield* readFiles(process, { command: 'head', names: words, enough }, function* take(text, name) {
      if (words.length > 1) yield* writeText(process, `${name === words[0] ? '' : '\n'}==> ${name} <==\n`)
      yield* writeText(process, first(text, unit, Number(count)))
    })
  }
  for (let left = Number(count); left > 0; ) {
    const text = yield* readText(process.descriptor(0), unit === 'lines')
    if (text === null) break
    const taken = unit === 'lines' ? text : text.slice(0, left)
    left -= unit === 'lines' ? 1 : taken.length
    yield* writeText(process, taken)
  }
  return 0
}

function first(text: string, unit: 'lines' | 'bytes', count: number): string {
  if (unit === 'bytes') return text.slice(0, count)
  const lines = linesOf(text).slice(0, count < 0 ? count : Math.max(0, count))
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

export const tail: Tool = function* tail(process, args) {
  const { flags, words } = options(args, 'nc#')
  const { unit, count } = amount(flags)
  const last = (text: string): string => {
    const from = count.startsWith('+') ? Number(count) - 1 : undefined
    if (unit === 'bytes') return from === undefined ? text.slice(-Number(count)) : text.slice(from)
    const lines = linesOf(text).slice(from ?? (Number(count) === 0 ? Number.MAX_SAFE_INTEGER : -Number(count)))
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`
  }
  const status = yield* readFiles(process, { command: 'tail', names: words }, function* take(text, name) {
    if (words.length > 1) yield* writeText(process, `${name === words[0] ? '' : '\n'}==> ${name} <==\n`)
    yield* writeText(process, last(text))
  })
  const [name] = words
  if ((!flags.has('f') && !flags.has('F')) || name === undefined) return status
  yield* follow(process, resolvePath(process.cwd, name))
  return status
}

/** What is added to a file, looked at each second as tail does. */
function* follow(process: Process, path: string): Waiting<void> {
  const { clock, files } = process.sandbox
  for (let shown = (files.read(path) ?? '').length; ; ) {
    yield sleep(clock, 1_000)
    const text = files.read(path) ?? ''
    if (text.length < shown) shown = 0
    if (text.length > shown) yield* writeText(process, text.slice(shown))
    shown = text.length
  }
}

export const wc: Tool = function* wc(process, args) {
  const { flags, words } = options(args)
  const isAll = !['l', 'w', 'c', 'm'].some((flag) => flags.has(flag))
  return yield* readFiles(process, { command: 'wc', names: words }, function* count(text, name) {
    const counts = [
      ...(isAll || flags.has('l') ? [text.split('\n').length - 1] : []),
      ...(isAll || flags.has('w') ? [text.split(/\s+/).filter((word) => word !== '').length] : []),
      ...(isAll || flags.has('c') || flags.has('m') ? [Buffer.byteLength(text)] : []),
    ]
    const isOne = counts.length === 1
    const width = process.sandbox.flavour === 'busybox' ? 9 : 7
    yield* writeText(
      process,
      `${counts.map((each) => (isOne ? String(each) : String(each).padStart(width))).join(isOne ? '' : process.sandbox.flavour === 'busybox' ? ' ' : ' ')}${name === '-' ? '' : ` ${name}`}\n`,
    )
  })
}

export const grep: Tool = function* grep(process, args) {
  const { flags, words } = options(args, 'emABC')
  const [expression = '', ...names] = flags.has('e') ? [flags.get('e') ?? '', ...words] : words
  const source = flags.has('F') ? expression.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : flags.has('E') ? expression : basic(expression)
  const regex = compiled(flags.has('x') ? `^(?:${source})$` : flags.has('w') ? `\\b(?:${source})\\b` : source, flags.has('i') ? 'iu' : 'u')
  if (regex === null) {
    process.complain(`grep: bad regex '${expression}': Unmatched [, [^, [:, [., or [=\n`)
    return 2
  }
  let matched = 0
  const status = yield* readFiles(process, { command: 'grep', names }, function* search(text, name) {
    const prefix = names.length > 1 && !flags.has('h') ? `${name}:` : ''
    let count = 0
    for (const [index, line] of linesOf(text).entries()) {
      if (regex.test(line) === flags.has('v')) continue
      count++
      matched++
      if (flags.has('q') || flags.has('c') || flags.has('l')) continue
      const shown = flags.has('o') ? (regex.exec(line)?.[0] ?? '') : line
      yield* writeText(process, `${prefix}${flags.has('n') ? `${index + 1}:` : ''}${shown}\n`)
    }
    if (flags.has('c')) yield* writeText(process, `${prefix}${count}\n`)
    if (flags.has('l') && count > 0) yield* writeText(process, `${name}\n`)
  })
  return matched > 0 ? 0 : status === 0 ? 1 : 2
}

function compiled(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags)
  } catch {
    return null
  }
}

/** A basic regular expression in the words of an extended one. */
function basic(expression: string): string {
  return expression.replace(/\\([(){}|+?])|([(){}|+?])/g, (_, escaped: string | undefined, plain: string | undefined) => escaped ?? `\\${plain ?? ''}`)
}

export const sort: Tool = function* sort(process, args) {
  const { flags, words } = options(args, 'kt')
  let lines: string[] = []
  const status = yield* readFiles(process, { command: 'sort', names: words }, function* add(text) {
    yield* []
    lines.push(...linesOf(text))
  })
  const separator = flags.get('t') ?? /\s+/
  const column = Number.parseInt(flags.get('k') ?? '0', 10)
  const key = (line: string) => (column > 0 ? (line.trimStart().split(separator)[column - 1] ?? '') : line)
  const isNumeric = flags.has('n') || (flags.get('k') ?? '').includes('n')
  lines.sort(
    (a, b) => (isNumeric ? (Number.parseFloat(key(a)) || 0) - (Number.parseFloat(key(b)) || 0) : 0) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0),
  )
  if (flags.has('r')) lines.reverse()
  if (flags.has('u')) lines = [...new Set(lines)]
  yield* writeText(process, lines.map((line) => `${line}\n`).join(''))
  return status
}

export const uniq: Tool = function* uniq(process, args) {
  const { flags, words } = options(args)
  return yield* readFiles(process, { command: 'uniq', names: words }, function* show(text) {
    const runs: { line: string; count: number }[] = []
    for (const line of linesOf(text)) {
      const last = runs.at(-1)
      if (last?.line === line) last.count++
      else runs.push({ line, count: 1 })
    }
    const shown = runs.filter(({ count }) => !flags.has('d') || count > 1)
    yield* writeText(process, shown.map(({ line, count }) => `${flags.has('c') ? `${String(count).padStart(7)} ` : ''}${line}\n`).join(''))
  })
}

export const cut: Tool = function* cut(process, args) {
  const { flags, words } = options(args, 'dfcb')
  const list = flags.get('f') ?? flags.get('c') ?? flags.get('b') ?? ''
  const isIn = (number: number) =>
    list.split(',').some((range) => {
      const [from = '', to] = range.split('-')
      return to === undefined ? number === Number(from) : number >= Number(from || 1) && number <= Number(to || Number.MAX_SAFE_INTEGER)
    })
  const delimiter = flags.has('f') ? (flags.get('d') ?? '\t') : ''
  return yield* readFiles(process, { command: 'cut', names: words }, function* show(text) {
    for (const line of linesOf(text)) {
      const parts = line.split(delimiter)
      const isWhole = delimiter !== '' && parts.length === 1
      yield* writeText(process, `${isWhole ? line : parts.filter((_, index) => isIn(index + 1)).join(delimiter)}\n`)
    }
  })
}

export const tr: Tool = function* tr(process, args) {
  const { flags, words } = options(args)
  const [from = '', to = ''] = words.map(characters)
  const isListed = (character: string) => from.includes(character) !== flags.has('c')
  for (let text = yield* readText(process.descriptor(0)); text !== null; text = yield* readText(process.descriptor(0))) {
    let made = ''
    for (const character of text) {
      if (!isListed(character)) made += character
      else if (flags.has('s') && to === '') made += made.endsWith(character) ? '' : character
      else if (!flags.has('d')) made += to[Math.min(flags.has('c') ? to.length : from.indexOf(character), to.length - 1)] ?? character
    }
    yield* writeText(process, made)
  }
  return 0
}

const CLASSES: Readonly<Record<string, string>> = { upper: 'A-Z', lower: 'a-z', digit: '0-9', alpha: 'A-Za-z', alnum: 'A-Za-z0-9', space: ' \\t\\n' }

function characters(set: string): string {
  const plain = unescapeText(set.replace(/\[:(\w+):\]/g, (_, name: string) => CLASSES[name] ?? ''))
  return plain.replace(/(.)-(.)/g, (_, a: string, b: string) => {
    const [from, to] = [a.codePointAt(0) ?? 0, b.codePointAt(0) ?? 0]
    return Array.from({ length: Math.max(0, to - from + 1) }, (__, index) => String.fromCodePoint(from + index)).join('')
  })
}

export const base64: Tool = function* base64(process, args) {
  const { flags, words } = options(args, 'w')
  return yield* readFiles(process, { command: 'base64', names: words }, function* show(text) {
    const made = flags.has('d')
      ? Buffer.from(text, 'base64').toString()
      : `${(
          Buffer.from(text)
            .toString('base64')
            .match(/.{1,76}/g) ?? []
        ).join('\n')}\n`
    yield* writeText(process, made)
  })
}

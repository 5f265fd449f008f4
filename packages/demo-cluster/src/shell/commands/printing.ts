import type { Waiting } from '../../containers/Wait.ts'
import { sleep } from '../../containers/Wait.ts'
import { writeText } from '../streamText.ts'
import type { Tool } from '../Tool.ts'

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', '\\': '\\', e: '\u001b' }

/** Backslashes as `echo -e` and printf read them. */
export function unescapeText(text: string): string {
  return text.replace(/\\(0[0-7]{1,3}|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|[ntrabfve\\])/g, (_, code: string) => {
    if (code.startsWith('x')) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
    return /^[0-7]/.test(code) ? String.fromCodePoint(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code)
  })
}

/** `escapes` where backslashes count without being asked for, as in dash. */
export const echo =
  (escapes: boolean): Tool =>
  (process, args) => {
    let words = args
    let isPlain = !escapes
    let newline = '\n'
    while (/^-[neE]+$/.test(words[0] ?? '')) {
      const [flags = ''] = words
      if (flags.includes('n')) newline = ''
      if (flags.includes('e')) isPlain = false
      words = words.slice(1)
    }
    const text = words.join(' ')
    return written(writeText(process, (isPlain ? text : unescapeText(text)) + newline))
  }

function* written(writing: Waiting<void>): Waiting<number> {
  yield* writing
  return 0
}

const DIRECTIVE = /%(%|[-0+ #]*(\d+|\*)?(\.\d+)?[sdiuxXobcfq])/g
const DIRECTIVE_PARTS = /^%([-0+ #]*)(\d+|\*)?(?:\.(\d+))?([a-zA-Z])$/

export const printf: Tool = function* printf(process, [format = '', ...args]) {
  const rest = [...args]
  let output = ''
  do {
    const before = rest.length
    output += unescapeText(format).replace(DIRECTIVE, (directive) => {
      if (directive === '%%') return '%'
      const [, flags = '', width = '', precision, kind = ''] = DIRECTIVE_PARTS.exec(directive) ?? []
      const size = width === '*' ? (rest.shift() ?? '0') : width
      return pad(converted(kind, rest.shift() ?? '', precision), { flags, width: Number(size || 0) })
    })
    if (rest.length === before) break
  } while (rest.length > 0)
  yield* writeText(process, output)
  return 0
}

function converted(kind: string, value: string, precision: string | undefined): string {
  const number = value.startsWith("'") ? (value.codePointAt(1) ?? 0) : Math.trunc(Number(value || 0)) || 0
  switch (kind) {
    case 'd':
    case 'i':
    case 'u':
      return String(number)
    case 'x':
      return number.toString(16)
    case 'X':
      return number.toString(16).toUpperCase()
    case 'o':
      return number.toString(8)
    case 'f':
      return Number(value || 0).toFixed(precision === undefined ? 6 : Number(precision))
    case 'c':
      return value.slice(0, 1)
    case 'b':
      return unescapeText(value)
    default:
      return precision === undefined ? value : value.slice(0, Number(precision))
  }
}

function pad(text: string, { flags, width }: { readonly flags: string; readonly width: number }): string {
  if (flags.includes('-')) return text.padEnd(width)
  return flags.includes('0') ? text.padStart(width, '0') : text.padStart(width)
}

export const yes: Tool = function* yes(process, args) {
  const line = `${args.join(' ') || 'y'}\n`
  const chunk = line.repeat(Math.ceil(4_096 / line.length))
  for (;;) {
    yield* writeText(process, chunk)
    yield sleep(process.sandbox.clock, 1)
  }
}

export const seq: Tool = function* seq(process, args) {
  const numbers = args.filter((arg) => !/^-[a-z]/.test(arg)).map(Number)
  const [first, step, last] = numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers
  if (first === undefined || step === undefined || last === undefined || step === 0) return 1
  let output = ''
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    output += `${value}\n`
    if (output.length < 4_096) continue
    yield* writeText(process, output)
    output = ''
  }
  yield* writeText(process, output)
  return 0
}

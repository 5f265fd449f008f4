import { visiblePieces } from '@binnacle/shared'

/** A run of log text of one look. `classes` are from a closed list; `escape` marks what Binnacle wrote in place of an unseen character. */
export type LogSegment = { readonly text: string; readonly classes: string; readonly escape: boolean }

type Look = { readonly fg: string; readonly bg: string; readonly marks: ReadonlySet<string> }

const plain: Look = { fg: '', bg: '', marks: new Set() }
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
/** Standard xterm values of the sixteen colours, for finding the nearest one to a 24-bit colour. */
const values: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
]
const marksOn: ReadonlyMap<number, string> = new Map([
  [1, 'bold'],
  [2, 'dim'],
  [3, 'italic'],
  [4, 'underline'],
  [7, 'inverse'],
  [9, 'struck'],
])
const marksOff: ReadonlyMap<number, readonly string[]> = new Map([
  [22, ['bold', 'dim']],
  [23, ['italic']],
  [24, ['underline']],
  [27, ['inverse']],
  [29, ['struck']],
])

const nameOf = (index: number): string => `${index > 7 ? 'bright-' : ''}${names[index % 8] ?? 'white'}`

const nearest = (red: number, green: number, blue: number): string => {
  const distance = (value: readonly [number, number, number]): number => (value[0] - red) ** 2 + (value[1] - green) ** 2 + (value[2] - blue) ** 2
  return nameOf(values.reduce((best, value, index) => (distance(value) < distance(values[best] ?? value) ? index : best), 0))
}

/** Colour number 0–255 of xterm's palette: sixteen named ones, a 6 × 6 × 6 cube, 24 greys. */
const fromPalette = (index: number): string => {
  if (index < 16) return nameOf(index)
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return nearest(grey, grey, grey)
  }
  const step = (at: number): number => (at === 0 ? 0 : 55 + at * 40)
  const cube = index - 16
  return nearest(step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6))
}

/** `38;5;n` and `38;2;r;g;b`: the colour, and how many parameters it took. */
const extended = (codes: readonly number[], at: number): { colour: string; taken: number } => {
  const [mode = 0, a = 0, b = 0, c = 0] = codes.slice(at, at + 4)
  if (mode === 5) return { colour: fromPalette(Math.min(a, 255)), taken: 2 }
  if (mode === 2) return { colour: nearest(a, b, c), taken: 4 }
  return { colour: '', taken: 1 }
}

const simple = (look: Look, code: number): Look => {
  const on = marksOn.get(code)
  if (on) return { ...look, marks: new Set([...look.marks, on]) }
  const off = marksOff.get(code)
  if (off) return { ...look, marks: new Set([...look.marks].filter((mark) => !off.includes(mark))) }
  if (code === 0) return plain
  if (code === 39) return { ...look, fg: '' }
  if (code === 49) return { ...look, bg: '' }
  if (code >= 30 && code <= 37) return { ...look, fg: nameOf(code - 30) }
  if (code >= 90 && code <= 97) return { ...look, fg: nameOf(code - 82) }
  if (code >= 40 && code <= 47) return { ...look, bg: nameOf(code - 40) }
  if (code >= 100 && code <= 107) return { ...look, bg: nameOf(code - 92) }
  return look
}

const restyled = (look: Look, parameters: string): Look => {
  const codes = parameters.split(';').map((code) => Number(code))
  let next = look
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    if (code !== 38 && code !== 48) {
      next = simple(next, code)
      continue
    }
    const { colour, taken } = extended(codes, at + 1)
    next = code === 38 ? { ...next, fg: colour } : { ...next, bg: colour }
    at += taken
  }
  return next
}

const classesOf = (look: Look): string =>
  [...(look.fg ? [`log-fg-${look.fg}`] : []), ...(look.bg ? [`log-bg-${look.bg}`] : []), ...[...look.marks].sort().map((mark) => `log-${mark}`)].join(' ')

const ESCAPE = '\u001b'
const sgr = new RegExp(`${ESCAPE}\\[([\\d;]{0,64})m`, 'g')

/**
 * A log line as text with looks. Only SGR codes (colour, weight, underline) act, each line starting plain; the nearest of sixteen colours is taken.
 * Nothing is ever hidden: "conceal" and "blink" are ignored, and every other escape sequence or unseen character is shown in written form.
 */
export const logSegments = (line: string): LogSegment[] => {
  const segments: LogSegment[] = []
  const push = (text: string, look: Look): void => {
    if (text === '') return
    for (const piece of visiblePieces(text)) segments.push({ text: piece.text, classes: classesOf(look), escape: piece.kind === 'escape' })
  }
  let look = plain
  let from = 0
  for (const match of line.matchAll(sgr)) {
    push(line.slice(from, match.index), look)
    look = restyled(look, match[1] ?? '')
    from = match.index + match[0].length
  }
  push(line.slice(from), look)
  return segments
}

/** The words of a line as a reader sees them: for finding, copying and screen readers. */
export const logText = (line: string): string =>
  logSegments(line)
    .map((segment) => segment.text)
    .join('')

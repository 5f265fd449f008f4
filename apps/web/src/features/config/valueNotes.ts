import { visibleText } from '@binnacle/shared'

/** What is worth knowing about a value that is sent as it is. `marks`: its edge, with what cannot be seen written out. */
export type ValueNote = { readonly tone: 'warn' | 'hint'; readonly text: string; readonly marks?: string }

const MARKS: ReadonlyMap<string, string> = new Map([
  [' ', '␠'],
  ['\n', '⏎'],
  ['\t', '⇥'],
  ['\r', '␍'],
])

const marked = (text: string): string => Array.from(text, (character) => MARKS.get(character) ?? visibleText(character)).join('')

const LEAST_BASE64 = 8

export function valueNotes(text: string): ValueNote[] {
  if (text === '') return [{ tone: 'hint', text: '(empty)' }]
  const notes: ValueNote[] = []
  const [before = ''] = /^\s+/.exec(text) ?? []
  const [after = ''] = /\s+$/.exec(text) ?? []
  if (before !== '') notes.push({ tone: 'warn', text: 'It begins with white space, which becomes part of the value:', marks: `${marked(before)}…` })
  if (after !== '' && before.length < text.length)
    notes.push({ tone: 'warn', text: 'It ends with white space, which becomes part of the value:', marks: `…${marked(after)}` })
  const unseen = [...new Set(Array.from(text).filter((character) => visibleText(character) !== character))].map((character) => visibleText(character))
  if (unseen.length > 0)
    notes.push({ tone: 'warn', text: 'It holds characters that cannot be seen; they are sent as they are:', marks: unseen.slice(0, 8).join(' ') })
  if (isBase64OfText(text)) notes.push({ tone: 'hint', text: 'This is base64 already. It will be encoded again: who reads the value gets this text.' })
  return notes
}

/** Looks like something that was encoded by hand: it decodes to text that one can read. */
function isBase64OfText(text: string): boolean {
  const letters = text.trim()
  if (letters.length < LEAST_BASE64 || letters.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(letters)) return false
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(letters), (byte) => byte.charCodeAt(0)))
    return /^[\t\n\r\x20-\x7e]+$/.test(decoded)
  } catch {
    return false
  }
}

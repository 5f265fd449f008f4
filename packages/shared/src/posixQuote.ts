import { quoteWord } from './quoteWord.ts'
import { visibleText, writeUnseen } from './visibleText.ts'

/**
 * One word of a POSIX shell line that means exactly this text, quoted where it must be. A word with a character that nobody sees is printed by `printf`,
 * which is told its bytes: the line shows them, and no terminal obeys them when it is pasted.
 */
export function posixQuote(word: string): string {
  if (visibleText(word) === word) return quoteWord(word)
  // `$(…)` leaves out the line feeds at the end of what is printed.
  const [end = ''] = /\n*$/.exec(word) ?? []
  const text = writeUnseen(word.slice(0, word.length - end.length).replaceAll(/[%\\]/g, '$&$&'), inOctal)
  return `"$(printf -- ${quoteWord(text)})"${end === '' ? '' : quoteWord(end)}`
}

/** The bytes of a character, as the format of `printf` has them; half of one has none, and is replaced as everywhere where text becomes bytes. */
function inOctal(character: string): string {
  const bytes = encodeURIComponent(character.replace(/\p{Cs}/u, '\ufffd'))
  return bytes.replaceAll(/%(..)/g, (_, byte: string) => `\\${Number.parseInt(byte, 16).toString(8).padStart(3, '0')}`)
}

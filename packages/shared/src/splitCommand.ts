/** The words of a command line. `literal`: what a shell would act upon and nobody does here (`|`, `$HOME`), so that the form can say so. Or where the text cannot be read, and why. */
export type SplitCommand =
  | { readonly ok: true; readonly words: readonly string[]; readonly literal: readonly string[] }
  | { readonly ok: false; readonly at: number; readonly message: string }

const SHELL_SIGNS = /\|\||&&|[|&;<>`]|\$[A-Za-z_({][\w({]*|[*?](?=\S|$)/g

/**
 * Splits a text into words as a shell does: white space between words, `'…'` as it stands, `"…"` with `\"`, `\\`, `\$` and `` \` ``, and a backslash before any other character outside of quotes.
 * Nothing is expanded: there is no shell, the words go to the image as they are.
 */
export function splitCommand(text: string): SplitCommand {
  const words: string[] = []
  const bare: string[] = []
  let word: string | null = null
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
      bare.push(' ')
    } else if (sign === "'" || sign === '"') {
      const read = quotedPart(text, at, sign)
      if (read === null) return { ok: false, at, message: `The ${sign === '"' ? 'double' : 'single'} quote at character ${at + 1} is not closed.` }
      word = (word ?? '') + read.text
      at = read.end
      bare.push('"')
    } else if (sign === '\\') {
      if (at + 1 === text.length) return { ok: false, at, message: 'The backslash at the end has nothing to escape.' }
      at++
      // A backslash before a line end joins two lines.
      if (text.charAt(at) !== '\n') word = (word ?? '') + text.charAt(at)
      bare.push('"')
    } else {
      word = (word ?? '') + sign
      bare.push(sign)
    }
  }
  if (word !== null) words.push(word)
  return { ok: true, words, literal: [...new Set(bare.join('').match(SHELL_SIGNS) ?? [])] }
}

/** From an opening quote to its end. Within double quotes a backslash escapes only what is special there. */
function quotedPart(text: string, from: number, quote: string): { text: string; end: number } | null {
  let read = ''
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === quote) return { text: read, end: at }
    const next = text.charAt(at + 1)
    if (quote === '"' && sign === '\\' && next !== '' && '"\\$`\n'.includes(next)) {
      if (next !== '\n') read += next
      at++
    } else read += sign
  }
  return null
}

/** A piece of foreign text: `text` to show as it is, or `escape`: the written form of a character that would not be seen, or would move others. */
export type TextPiece = { readonly kind: 'text' | 'escape'; readonly text: string }

/**
 * Characters that a reader cannot see or that change what is read: controls other than tab and line feed, format characters (bidi overrides and
 * isolates, zero-width ones, soft hyphen, tags), line and paragraph separators, lone surrogates and the blank Hangul fillers.
 * A zero-width joiner inside an emoji is none: it makes a family out of people.
 */
const unseen = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D|(?![\t\n\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115F\u1160\u3164\uFFA0]/gu

const short: Readonly<Record<string, string>> = { '\0': '\\0', '\b': '\\b', '\f': '\\f', '\r': '\\r', '\v': '\\v' }

const written = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code <= 0xff) return short[character] ?? `\\x${code.toString(16).padStart(2, '0')}`
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`
}

/** Text from the cluster, in pieces: nothing is left out, nothing unseen stays unseen, and nothing can reorder or hide its neighbours. */
export const visiblePieces = (text: string): TextPiece[] => {
  const pieces: TextPiece[] = []
  let from = 0
  for (const match of text.matchAll(unseen)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) })
    pieces.push({ kind: 'escape', text: written(match[0]) })
    from = match.index + match[0].length
  }
  if (from < text.length || pieces.length === 0) pieces.push({ kind: 'text', text: text.slice(from) })
  return pieces
}

/** The text with each character that would not be seen, or would move others, in the form that `write` gives it. */
export const writeUnseen = (text: string, write: (character: string) => string): string => text.replace(unseen, (character) => write(character))

/** The same as `visiblePieces` as one string, for places without markup (titles, labels). */
export const visibleText = (text: string): string => writeUnseen(text, written)

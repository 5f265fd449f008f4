/** A text in three: what it begins with like the other, what is its own, what it ends with like the other. Where they have nothing in common, none of it is set apart. */
export function changedPart(text: string, other: string | null): readonly [string, string, string] {
  if (other === null) return [text, '', '']
  let start = 0
  while (start < text.length && text[start] === other[start]) start += 1
  let end = 0
  while (end < text.length - start && end < other.length - start && text.at(-1 - end) === other.at(-1 - end)) end += 1
  if (start + end === 0) return [text, '', '']
  return [text.slice(0, start), text.slice(start, text.length - end), text.slice(text.length - end)]
}

/** One document of a text: its own text, and the line of the whole on which it begins (counted from 1). */
export type TextDocument = { readonly text: string; readonly line: number }

const MARK = /^---(?=[ \t\r]|$)/
const END = /^\.\.\.[ \t]*(#.*)?\r?$/
/** What says nothing: blank lines, comments, directives. */
const SILENT = /^\s*(#.*)?$|^%/

/**
 * The documents of a text, in their order; the apiserver would take the first and drop the others unsaid. Split at `---` at the beginning of a line, as YAML says, also inside
 * a block of text. What holds only comments is none. Nothing else of the text is changed, so lines and columns stay true.
 */
export function splitDocuments(whole: string): TextDocument[] {
  const documents: TextDocument[] = []
  let lines: string[] = []
  let begin = 1
  const close = (next: number) => {
    if (lines.some((line) => !SILENT.test(line))) documents.push(withoutEdges(lines, begin))
    lines = []
    begin = next
  }
  for (const [index, line] of whole
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (MARK.test(line)) {
      close(index + 1)
      // What follows on the line of the mark belongs to its document, at its column.
      lines.push(line.replace(MARK, '   '))
    } else if (END.test(line)) close(index + 2)
    else lines.push(line)
  }
  close(0)
  return documents
}

/** Without the blank lines and comments of its edges, which are nobody's. */
function withoutEdges(lines: readonly string[], begin: number): TextDocument {
  const first = lines.findIndex((line) => !/^\s*$/.test(line))
  const last = lines.findLastIndex((line) => !/^\s*$/.test(line))
  return { text: `${lines.slice(first, last + 1).join('\n')}\n`, line: begin + first }
}

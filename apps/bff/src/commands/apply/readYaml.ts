import type { Failure, Outcome } from '@binnacle/shared'
import { constructFromEvents, EVENT_ID, parseEvents, YAMLException } from 'js-yaml'
import { composeTree } from './composeTree.ts'
import { kubeSchema } from './kubeSchema.ts'
import { placeOf, type YamlNode } from './YamlTree.ts'

/** Deeper than any object of Kubernetes, shallow enough to be walked. */
const MAX_DEPTH = 100
const MAX_MERGED_KEYS = 1_000

export type YamlWarning = { readonly line: number | null; readonly message: string }

export type YamlText = {
  readonly value: unknown
  readonly warnings: readonly YamlWarning[]
  /** Whether the value, written again, would be another one. */
  readonly exact: boolean
  /** The line on which a field stands, by its path in the apiserver's words. */
  lineOf(path: string): number | null
}

/**
 * One document as the apiserver reads it, with the places of its fields. Refused with line and column: what is no YAML, keys that stand twice, more than one document,
 * and what is nested or repeated beyond any use. Never throws; nothing of the text is quoted, since it may be a Secret's.
 */
export function readYaml(text: string): Outcome<YamlText> {
  const places = new Places(text)
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH + 1 })
    const documents = events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length
    if (documents > 1) return refused('this is more than one document: each goes on its own, with --- between them')
    if (documents === 0) return nothing()
    const composed = composeTree(events, text)
    if ('message' in composed) return refused(composed.message, places.at(composed.at))
    const [value] = constructFromEvents(events, { source: text, schema: kubeSchema, maxTotalMergeKeys: MAX_MERGED_KEYS })
    if (value === null) return nothing()
    return { ok: true, output: textOf(places, { value, exact: composed.inexactAt === null, tree: composed.tree, surprises: composed.surprises }) }
  } catch (thrown) {
    if (!(thrown instanceof YAMLException)) return refused('the text cannot be read as YAML')
    return refused(wordsOf(thrown.reason), places.at(Math.min(thrown.mark?.position ?? 0, text.trimEnd().length)))
  }
}

type Read = { readonly value: unknown; readonly exact: boolean; readonly tree: YamlNode; readonly surprises: readonly { at: number; message: string }[] }

function textOf(places: Places, { value, exact, tree, surprises }: Read): YamlText {
  return {
    value,
    exact,
    warnings: surprises.map(({ at, message }) => ({ line: places.at(at).line, message })),
    lineOf: (path) => {
      const place = placeOf(tree, path)
      return place === null ? null : places.at(place).line
    },
  }
}

function nothing(): Outcome<never> {
  return refused('nothing to apply: the document is empty, or holds comments only')
}

function refused(message: string, place?: { line: number; column: number }): Outcome<never> {
  const where = place === undefined ? '' : `line ${place.line}, column ${place.column}: `
  const failure: Failure = { reason: 'BadRequest', code: 400, message: `${where}${message}`, causes: [{ reason: 'Syntax', field: '', message, ...place }] }
  return { ok: false, failure }
}

/** Where the parser's words say little, what it mostly is. */
function wordsOf(reason: string): string {
  if (reason === 'deficient indentation') return 'this line is indented too little: a quote above it may not be closed'
  if (reason === 'duplicated mapping key') return 'this key stands here for the second time'
  if (reason.startsWith('bad indentation of a mapping entry')) return 'bad indentation of a mapping entry, or a value with ": " in it that needs quotes'
  if (reason.startsWith('nesting exceeded')) return `nested more than ${MAX_DEPTH} deep`
  if (reason.startsWith('unidentified alias')) return 'an alias of an anchor that is not in this document'
  return reason.startsWith('unknown') ? 'a tag that Kubernetes does not know' : reason
}

/** Offsets of a text → lines and columns, both counted from 1 as editors do. */
class Places {
  readonly #starts: number[] = [0]

  constructor(text: string) {
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(index + end.length)
  }

  at(offset: number): { line: number; column: number } {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 }
  }
}

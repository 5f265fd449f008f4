import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type Tags } from 'yaml'
import type { Json, JsonObject } from '../objects.ts'
import { parseJson } from './parseJson.ts'

export type ParsedYaml =
  /** `duplicates` in the words of Go's parser: `line 5: key "name" already set in map`. */
  { readonly ok: true; readonly value: Json; readonly duplicates: readonly string[] } | { readonly ok: false; readonly message: string }

/** Tags of YAML 1.1 that Go's parser does not follow: their text stays text. */
const NOT_IN_GO = new Set(['timestamp', 'binary', 'omap', 'pairs', 'set'])

/**
 * The first document of YAML as the apiserver turns it into JSON: by the rules of YAML 1.1, where `yes`, `on` and `n` are booleans, keys become text and are sorted. Of
 * equal keys the last one wins.
 */
export function parseYaml(text: string): ParsedYaml {
  // Apply patches say YAML and are JSON, which is read in a fraction of the time.
  const json = text.trimStart().startsWith('{') ? parseJson(text) : null
  if (json?.ok && json.duplicates.length === 0) return { ok: true, value: asJson(json.value), duplicates: [] }
  const lines = new LineCounter()
  const document = parseDocument(text, { version: '1.1', merge: true, uniqueKeys: false, lineCounter: lines, customTags: (tags) => tags.filter(isInGo) })
  const [problem] = document.errors
  if (problem) return { ok: false, message: `yaml: line ${problem.linePos?.[0].line ?? 1}: ${problem.message.split(/ at line \d/)[0]}` }
  const duplicates: string[] = []
  findDuplicates(document.contents, (key, offset) => duplicates.push(`line ${lines.linePos(offset).line}: key ${JSON.stringify(key)} already set in map`))
  return { ok: true, value: asJson(document.toJS()), duplicates }
}

function isInGo(tag: Tags[number]): boolean {
  if (typeof tag === 'string') return !NOT_IN_GO.has(tag)
  const { identify: _, ...known } = tag
  const isTime = 'format' in known && known.format === 'TIME'
  return !isTime && ![...NOT_IN_GO].some((name) => known.tag.endsWith(`:${name}`))
}

function findDuplicates(node: unknown, found: (key: string, offset: number) => void): void {
  if (isSeq(node)) for (const item of node.items) findDuplicates(item, found)
  if (!isMap(node)) return
  const seen = new Set<string>()
  for (const pair of node.items) {
    const key = keyOf(pair)
    if (seen.has(key)) found(key, isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0)
    seen.add(key)
    findDuplicates(pair.value, found)
  }
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key)
}

function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object') return null
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, asJson(inner)])) satisfies JsonObject
}

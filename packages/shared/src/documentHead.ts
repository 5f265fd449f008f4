/** What a document says it is, as far as that can be read without a parser. Null where it cannot; the cluster's answer tells it for sure. */
export type DocumentHead = { readonly kind: string | null; readonly name: string | null; readonly namespace: string | null }

/** Heads stand at the top: further than this nobody looks. */
const MAX_LINES = 2_000
const MAX_LINE = 2_000

/** Kind, name and namespace of a document in JSON, or in YAML as people lay it out. For labels and hints only: nothing may rest on it. */
export function documentHead(text: string): DocumentHead {
  return text.trimStart().startsWith('{') ? headOfJson(text) : headOfLines(text.split('\n', MAX_LINES))
}

function headOfJson(text: string): DocumentHead {
  try {
    const object: unknown = JSON.parse(text)
    const metadata = member(object, 'metadata')
    return { kind: word(member(object, 'kind')), name: word(member(metadata, 'name')), namespace: word(member(metadata, 'namespace')) }
  } catch {
    return { kind: null, name: null, namespace: null }
  }
}

function headOfLines(lines: readonly string[]): DocumentHead {
  let kind: string | null = null
  let metadata: string[] = []
  for (const [index, long] of lines.entries()) {
    const line = long.slice(0, MAX_LINE)
    if (/^["']?kind["']?\s*:/.test(line)) kind = valueOf(line)
    const [, braces] = /^["']?metadata["']?\s*:\s*\{(.*)\}/.exec(line) ?? []
    if (braces !== undefined) metadata = membersIn(braces)
    else if (/^["']?metadata["']?\s*:\s*(#.*)?$/.test(line)) metadata = indentedAfter(lines.slice(index + 1))
  }
  const field = (name: string): string | null => {
    const line = metadata.find((each) => each.replace(/^["']/, '').startsWith(name) && /^["']?\s*:/.test(each.replace(/^["']/, '').slice(name.length)))
    return line === undefined ? null : valueOf(line)
  }
  return { kind, name: field('name'), namespace: field('namespace') }
}

/** The lines of a block that are not nested deeper than its first. */
function indentedAfter(lines: readonly string[]): string[] {
  const block: string[] = []
  let indent: string | null = null
  for (const long of lines) {
    const line = long.slice(0, MAX_LINE)
    if (/^\s*(#|$)/.test(line)) continue
    const [own = ''] = /^[ \t]*/.exec(line) ?? []
    if (own === '') break
    indent ??= own
    if (own === indent) block.push(line.slice(own.length))
  }
  return block
}

/** What stands between the commas of one pair of braces, without what is in braces itself. */
function membersIn(braces: string): string[] {
  let depth = 0
  let flat = ''
  for (const character of braces) {
    if (character === '{' || character === '[') depth += 1
    if (depth === 0) flat += character
    if (character === '}' || character === ']') depth -= 1
  }
  return flat.split(',').map((part) => part.trim())
}

function valueOf(line: string): string | null {
  return /:\s*["']?([A-Za-z0-9:._-]+)["']?\s*(#.*)?$/.exec(line.trimEnd())?.[1] ?? null
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

function word(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

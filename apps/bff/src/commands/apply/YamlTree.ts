/** A document as it stands in its text: `at` is where a value begins, `key` where its key does. An alias is the node that it stands for. */
export type YamlNode =
  | { readonly is: 'map'; readonly at: number; readonly entries: ReadonlyMap<string, YamlEntry> }
  | { readonly is: 'list'; readonly at: number; readonly items: readonly YamlNode[] }
  | { readonly is: 'value'; readonly at: number; readonly text: string }

export type YamlEntry = { readonly key: number; readonly node: YamlNode }

/**
 * Where a field stands, by its path in the words of an apiserver: `spec.template.spec.containers[0].image`, `.spec.containers[name="web"].image`, `data[a.b]`,
 * `.metadata.labels.app.kubernetes.io/name`. The place of the last part that is there; null when not even the first is.
 */
export function placeOf(tree: YamlNode, path: string): number | null {
  let node = tree
  let place: number | null = null
  let rest = path.replace(/^\./, '')
  while (rest !== '') {
    const step = stepInto(node, rest)
    if (step === null) return place
    ;({ node, rest } = step)
    place = step.place
  }
  return place
}

type Step = { readonly node: YamlNode; readonly rest: string; readonly place: number }

function stepInto(node: YamlNode, rest: string): Step | null {
  const [bracket, inside] = /^\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/.exec(rest) ?? []
  if (bracket !== undefined && inside !== undefined) {
    const after = rest.slice(bracket.length).replace(/^\./, '')
    if (node.is === 'map') return entryStep(node.entries.get(inside), after)
    const item = node.is === 'list' ? itemOf(node.items, inside) : undefined
    return item === undefined ? null : { node: item, rest: after, place: item.at }
  }
  if (node.is !== 'map') return null
  // Keys may hold dots: the longest one that the path begins with is meant.
  const keys = [...node.entries.keys()].filter((key) => rest.startsWith(key) && /^([.[]|$)/.test(rest.slice(key.length)))
  const key = keys.sort((one, other) => other.length - one.length)[0]
  return key === undefined ? null : entryStep(node.entries.get(key), rest.slice(key.length).replace(/^\./, ''))
}

function entryStep(entry: YamlEntry | undefined, rest: string): Step | null {
  return entry === undefined ? null : { node: entry.node, rest, place: entry.key }
}

/** `0`, `name="web"`, `port=80,protocol="TCP"` (what the text does not say may be a default), `="value"`. */
function itemOf(items: readonly YamlNode[], words: string): YamlNode | undefined {
  if (/^\d+$/.test(words)) return items[Number(words)]
  const pairs = [...words.matchAll(/([^=,]*)=("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(([, key = '', value = '']) => ({ key, value: value.replace(/^"|"$/g, '') }))
  const exact = items.find((item) => pairs.every(({ key, value }) => says(item, key) === value))
  return exact ?? items.find((item) => pairs.every(({ key, value }, index) => says(item, key) === (index === 0 ? value : says(item, key) && value)))
}

function says(item: YamlNode, key: string): string | undefined {
  if (item.is === 'value') return key === '' ? item.text : undefined
  const node = item.is === 'map' ? item.entries.get(key)?.node : undefined
  return node?.is === 'value' ? node.text : undefined
}

// The columns of `kubectl get`, as the apiserver's own printers declare them, and their descriptions, which stand with the types.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Kinds that have a printer which their own storage does not use. */
const UNUSED = new Set(['CSIStorageCapacity'])

/** Columns of the kinds that have a printer: [name, type, format, priority, index of the description]. */
export function columnsFrom(modules, kinds) {
  const source = readFileSync(join(modules['k8s.io/kubernetes'].folder, 'pkg/printers/internalversion/printers.go'), 'utf8')
  const imports = new Map([...source.matchAll(/^\t(\w+) "(k8s\.io\/(?:api|apimachinery)\/[^"]+)"$/gm)].map(([, name, path]) => [name, path]))
  const descriptions = []
  const found = {}
  let columns = []
  for (const line of source.split('\n')) {
    if (/:= \[\]metav1\.TableColumnDefinition\{/.test(line)) columns = []
    const column = line.match(/^\t*\{(Name: .*)\},$/)?.[1]
    if (column) columns.push(column)
    const kind = line.match(/h\.TableHandler\(\w+, print(\w+)\)/)?.[1]
    if (kinds.has(kind) && !UNUSED.has(kind))
      found[kind] = columns.map((text) => cellsOf(text, (expression) => interned(descriptions, describe(modules, imports, expression))))
  }
  return { descriptions, kinds: Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))) }
}

function cellsOf(text, describeIt) {
  const name = text.match(/Name: "([^"]*)"/)[1]
  const type = text.match(/Type: "([^"]*)"/)[1]
  const format = text.match(/Format: "([^"]*)"/)?.[1] ?? ''
  const priority = Number(text.match(/Priority: (\d)/)?.[1] ?? 0)
  return [name, type, format, priority, describeIt(text.match(/Description: (.*)$/)[1])]
}

function interned(all, text) {
  if (!all.includes(text)) all.push(text)
  return all.indexOf(text)
}

/** A literal, or what a type says of one of its fields; fields that it does not have are described by nothing. */
function describe(modules, imports, expression) {
  if (expression.startsWith('"')) return JSON.parse(expression)
  const [, alias, type, field] = expression.replace('Event{}.InvolvedObject', 'ObjectReference{}').match(/^(\w+)\.(\w+)\{\}\.SwaggerDoc\(\)\["(\w+)"\]$/)
  const path = imports.get(alias)
  const [module] = Object.keys(modules).filter((one) => path.startsWith(`${one}/`))
  const docs = readFileSync(join(modules[module].folder, path.slice(module.length), 'types_swagger_doc_generated.go'), 'utf8')
  const of = docs.match(new RegExp(`^var map_${type} = map\\[string\\]string\\{\\n([\\s\\S]*?)^\\}`, 'm'))?.[1] ?? ''
  const text = of.match(new RegExp(`^\\t"${field}": +("(?:[^"\\\\]|\\\\.)*"),$`, 'm'))?.[1]
  return text === undefined ? '' : JSON.parse(text)
}

import { spawnSync } from 'node:child_process'
import type { CommandInput } from '@binnacle/shared'
import { diffObjects } from '@binnacle/shared'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'

const NAMESPACE = 'lines-c'
const path = (name: string): string => `/api/v1/namespaces/${NAMESPACE}/configmaps/${name}`
const shells = ['sh', 'bash', 'dash'].filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0)

/** A document for an object of this name. `refused`: both must refuse it. */
type Case = {
  readonly title: string
  readonly document: (name: string) => string
  readonly namespace?: string
  readonly dryRun?: true
  readonly force?: true
  readonly refused?: true
  /** Somebody else sets the same key before. */
  readonly owned?: true
}

const head = (name: string, more = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`

/** What a shell could take for its own, or what a heredoc could end at. */
const cases: readonly Case[] = [
  { title: 'new', document: (name) => `${head(name)}data:\n  a: b\n` },
  { title: 'no line feed at the end', document: (name) => `${head(name)}data:\n  a: b` },
  {
    title: 'shell words',
    document: (name) => `${head(name)}data:\n  a: "$(touch caught) \`touch caught\` $HOME \\\\ !! 'x'"\n  b: |\n    EOF\n    ; touch caught\n`,
  },
  { title: 'EOF as a line', document: (name) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {a:\nEOF\n, b:\nEOF2\n}}\n` },
  { title: 'CRLF and unicode', document: (name) => `${head(name)}data:\n  a: "größer 🚢"\n  b: |\n    x\n`.replaceAll('\n', '\r\n') },
  { title: 'names its namespace', document: (name) => `${head(name, `  namespace: ${NAMESPACE}\n`)}data: {a: b}\n`, namespace: 'lines-a' },
  { title: 'dry run', document: (name) => `${head(name)}data: {a: b}\n`, dryRun: true },
  { title: 'unknown field', document: (name) => `${head(name)}dataa: {a: b}\n`, refused: true },
  { title: 'conflict', document: (name) => `${head(name)}data: {a: mine}\n`, owned: true, refused: true },
  { title: 'take over', document: (name) => `${head(name)}data: {a: mine}\n`, owned: true, force: true },
]

let count = 0

/** Two objects of one document each: one is applied by Binnacle, one by the line, in every shell. Afterwards they are equal, and owned by the same manager. */
export async function proveApply(bench: Bench): Promise<void> {
  for (const one of cases) for (const shell of shells) for (const context of [0, 1]) await proveOne(bench, one, { shell, context })
}

async function proveOne(bench: Bench, one: Case, { shell, context }: { shell: string; context: number }): Promise<void> {
  const base = `applied-${count++}`
  const [mine, theirs] = [`${base}-a`, `${base}-b`]
  if (one.owned) for (const name of [mine, theirs]) await setByAnother(bench, name)
  const given = await bench.give('objects.apply', inputOf(one, mine))
  const line = bench.lines({ command: 'objects.apply', input: inputOf(one, theirs) })[context]
  if (!line) throw new Error('a command has two lines')
  const { code, stderr } = await bench.run(line, () => false, shell)
  const [ours, found] = [await stateOf(bench, mine), await stateOf(bench, theirs)]
  const faults = [
    given.ok === (one.refused !== true) ? null : `Binnacle: ${JSON.stringify(given)}`,
    (code === 0) === (one.refused !== true) ? null : `kubectl ended with ${code}`,
    (found !== null) === (one.dryRun !== true && (one.refused !== true || one.owned === true)) ? null : 'it should be there, or not',
    ...diffObjects(ours, found).map((change) => `${change.path}: Binnacle ${change.before}, kubectl ${change.after}`),
  ].filter((fault) => fault !== null)
  bench.judge(`${line.text}   (${one.title}, ${shell})`, faults.length === 0 ? null : `${faults.join('; ')} ${stderr}`)
}

function inputOf(one: Case, name: string): CommandInput<'objects.apply'> {
  return { document: one.document(name), namespace: one.namespace ?? NAMESPACE, dryRun: one.dryRun === true, force: one.force === true }
}

async function setByAnother(bench: Bench, name: string): Promise<void> {
  const response = await fetch(`${bench.api.url}${path(name)}?fieldManager=another`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { a: 'theirs' } }),
  })
  if (!response.ok) throw new Error(await response.text())
}

/** What is stored and who manages which fields, without what differs between any two objects. */
async function stateOf(bench: Bench, name: string): Promise<Json | null> {
  const response = await fetch(bench.api.url + path(name))
  if (response.status === 404) return null
  const { metadata, data } = (await response.json()) as { metadata: { managedFields: Json[] }; data: Json } // the border: a stored object has both
  return { data, managers: metadata.managedFields.map(({ time: _, ...rest }) => rest) }
}

import type { KubectlView } from '@binnacle/shared'
import type { ApiProxy } from '../golden/ApiProxy.ts'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'
import { makeEvent, makeNamespace, makeNode, makePod, NAMESPACES } from './scene.ts'
import { makeWorkload } from './workloads.ts'

type ListView = KubectlView & { view: 'list' }

const [A, B, C, D] = NAMESPACES
const scopes = ['*', [A], [A, B], [A, B, C, D]] as const
const flags = [{}, { wide: true }, { watch: true }, { wide: true, watch: true }]
/** Lists that are like each other: half the flags are enough. */
const alike = ['deployments', 'replicasets', 'replicationcontrollers', 'secrets', 'configmaps', 'jobs'] as const
const groups: { readonly [resource: string]: string } = { deployments: '/apis/apps/v1', replicasets: '/apis/apps/v1', jobs: '/apis/batch/v1' }
/** Text that would end its comment, or begin a command, if it could. */
const FILTER = `web'; touch caught #\n touch caught $(touch caught)`

/** Every list, in every scope, with every flag: prints exactly the objects that the apiserver lists in the scope; a watch also prints what comes. */
export async function proveLists(bench: Bench): Promise<void> {
  for (const namespace of NAMESPACES) for (const resource of alike) await makeNamed(bench.api, { resource, namespace, name: `listed-${resource}` })
  for (const view of listViews()) {
    for (const line of bench.lines(view)) await proveList(bench, view, line)
  }
}

function listViews(): ListView[] {
  const scoped = (['pods', 'events'] as const).flatMap((resource) =>
    scopes.flatMap((namespaces) => flags.map((flag) => ({ view: 'list' as const, resource, namespaces: scope(namespaces), ...flag }))),
  )
  const ofAlike = alike.flatMap((resource) =>
    scopes.flatMap((namespaces) =>
      [{}, { wide: true, watch: true }].map((flag) => ({ view: 'list' as const, resource, namespaces: scope(namespaces), ...flag })),
    ),
  )
  const global = (['nodes', 'namespaces'] as const).flatMap((resource) => flags.map((flag) => ({ view: 'list' as const, resource, ...flag })))
  const filtered: ListView[] = [
    { view: 'list', resource: 'pods', namespaces: [A], filter: FILTER },
    { view: 'list', resource: 'pods', namespaces: [A, B], watch: true, filter: FILTER },
  ]
  return [...scoped, ...ofAlike, ...global, ...filtered]
}

function scope(namespaces: '*' | readonly string[]): '*' | string[] {
  return namespaces === '*' ? '*' : [...namespaces]
}

async function proveList(bench: Bench, view: ListView, line: { text: string; context: string | null }): Promise<void> {
  const expected = await listed(bench.api, view)
  if (!view.watch) {
    const { code, stdout, stderr } = await bench.run(line)
    bench.judge(line.text, code === 0 ? differing(expected, printed(stdout, view)) : `ended with ${code}: ${stderr}`)
    return
  }
  const latecomer = `late-${latecomers++}`
  let made: Promise<Json> | undefined
  const { stdout, stderr } = await bench.run(line, (said) => {
    const rows = printed(said, view)
    if (!made && rows.length >= expected.length) made = makeLatecomer(bench.api, view, latecomer)
    return rows.some((row) => row.endsWith(latecomer))
  })
  await made
  const complete = [...expected, keyOf(view, isScoped(view.resource) ? (scopeOf(view)[0] ?? A) : '', latecomer)]
  bench.judge(line.text, stderr === '' ? differing(complete, [...new Set(printed(stdout, view))]) : stderr)
}

let latecomers = 0

function makeLatecomer(api: ApiProxy, view: ListView, name: string): Promise<Json> {
  const namespace = scopeOf(view)[0] ?? A
  if (view.resource === 'nodes') return makeNode(api, name)
  if (view.resource === 'namespaces') return makeNamespace(api, name)
  if (view.resource === 'pods') return makePod(api, { namespace, name })
  if (view.resource !== 'events') return makeNamed(api, { resource: view.resource, namespace, name })
  return makeEvent(api, { namespace, name, about: { kind: 'Pod', name: 'another', namespace } })
}

type Named = { readonly resource: (typeof alike)[number]; readonly namespace: string; readonly name: string }

function makeNamed(api: ApiProxy, { resource, namespace, name }: Named): Promise<Json> {
  if (resource === 'jobs') {
    const spec = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'web', image: 'registry.example/app:1' }] } } }
    return api.post(`/apis/batch/v1/namespaces/${namespace}/jobs`, { metadata: { name }, spec })
  }
  if (resource !== 'secrets' && resource !== 'configmaps') return makeWorkload(api, resource, { namespace, name })
  return api.post(`/api/v1/namespaces/${namespace}/${resource}`, { metadata: { name } })
}

function scopeOf(view: ListView): readonly string[] {
  return 'namespaces' in view && view.namespaces !== '*' ? view.namespaces : []
}

/** Ours among what the apiserver lists where the view looks. */
async function listed(api: ApiProxy, view: ListView): Promise<string[]> {
  const namespaces = scopeOf(view)
  const group = groups[view.resource] ?? '/api/v1'
  const path = (namespace: string): string => `${group}${namespace ? `/namespaces/${namespace}` : ''}/${view.resource}`
  const lists = await Promise.all((namespaces.length > 0 ? namespaces : ['']).map((namespace) => api.get(path(namespace))))
  return lists
    .flatMap((list) => list['items'] as { metadata: { name: string; namespace?: string } }[]) // the border: a list has items with metadata
    .map(({ metadata }) => keyOf(view, metadata.namespace ?? '', metadata.name))
}

/** One namespace alone is not printed, so it is no part of what can be compared. */
function keyOf(view: ListView, namespace: string, name: string): string {
  return namespace && printsNamespace(view) ? `${namespace}/${name}` : name
}

function printsNamespace(view: ListView): boolean {
  const namespaces = scopeOf(view)
  return isScoped(view.resource) && (namespaces.length === 0 || namespaces.length > 3 || (namespaces.length > 1 && view.watch === true))
}

function isScoped(resource: ListView['resource']): resource is (ListView & { namespaces: unknown })['resource'] {
  return resource !== 'nodes' && resource !== 'namespaces'
}

/** The rows of a table as keys. Events are named by their last word: the name in a wide table, the message (which is the name) in a narrow one. */
function printed(table: string, view: ListView): string[] {
  const wanted = scopeOf(view)
  return table
    .split('\n')
    .filter((row) => row !== '' && !/^(NAME|NAMESPACE|LAST SEEN) /.test(row))
    .map((row) => row.trim().split(/\s+/))
    .filter(([namespace = '']) => !printsNamespace(view) || wanted.length === 0 || wanted.includes(namespace))
    .map((cells) => {
      const name = view.resource === 'events' ? cells.at(-1) : cells[printsNamespace(view) ? 1 : 0]
      return printsNamespace(view) ? `${cells[0]}/${name}` : `${name}`
    })
}

function differing(expected: readonly string[], found: readonly string[]): string | null {
  const [wanted, got] = [[...expected].sort().join(' '), [...found].sort().join(' ')]
  return wanted === got ? null : `should print ${wanted}\n  printed      ${got}`
}

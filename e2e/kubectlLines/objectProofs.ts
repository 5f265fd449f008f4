import { kubectlLine } from '@binnacle/shared'
import { load } from 'js-yaml'
import type { Json } from '../golden/statuses.ts'
import { type Bench, HOSTILE_CONTEXTS } from './Bench.ts'
import { makeEvent, NODE, referenceTo } from './scene.ts'
import { makeWorkload, workloadPath } from './workloads.ts'

const workload = { namespace: 'lines-a', name: 'one' } as const
const objects = [
  { resource: 'pod', kind: 'Pod', namespace: 'lines-a', name: 'web-1', path: '/api/v1/namespaces/lines-a/pods/web-1' },
  { resource: 'event', kind: 'Event', namespace: 'lines-a', name: 'about-web-1', path: '/api/v1/namespaces/lines-a/events/about-web-1' },
  { resource: 'node', kind: 'Node', namespace: null, name: NODE, path: `/api/v1/nodes/${NODE}` },
  { resource: 'namespace', kind: 'Namespace', namespace: null, name: 'lines-a', path: '/api/v1/namespaces/lines-a' },
  { resource: 'deployment', kind: 'Deployment', ...workload, path: workloadPath('deployments', 'one', 'lines-a') },
  { resource: 'replicaset', kind: 'ReplicaSet', ...workload, path: workloadPath('replicasets', 'one', 'lines-a') },
  { resource: 'replicationcontroller', kind: 'ReplicationController', ...workload, path: workloadPath('replicationcontrollers', 'one', 'lines-a') },
] as const

/** What the proofs of objects are about, beside the scene. */
export async function makeObjects({ api }: Bench): Promise<void> {
  for (const kind of ['deployments', 'replicasets', 'replicationcontrollers'] as const) await makeWorkload(api, kind, workload)
}

type Line = { text: string; context: string | null }

/** YAML: the very object that the apiserver has. */
export async function proveYaml(bench: Bench): Promise<void> {
  for (const { path, kind: _kind, ...object } of objects) {
    const { metadata } = await bench.api.get(path)
    const { managedFields: _, ...expected } = metadata as Json // the border: an object has metadata
    for (const line of bench.lines({ view: 'yaml', ...object })) {
      const { stdout, stderr } = await bench.run(line)
      const found = stdout === '' ? null : (load(stdout) as { metadata?: Json }).metadata // the border: kubectl prints an object
      bench.judge(line.text, sameJson(expected, found) ? null : `${stderr}${stdout}`)
    }
  }
}

/** describe: names the object, in its namespace. */
export async function proveDescribe(bench: Bench): Promise<void> {
  for (const { path: _path, kind: _kind, ...object } of objects) {
    for (const line of bench.lines({ view: 'describe', ...object })) {
      const { code, stdout, stderr } = await bench.run(line)
      const named = new RegExp(`^Name: +${object.name}$`, 'm').test(stdout)
      const placed = object.namespace === null || new RegExp(`^Namespace: +${object.namespace}$`, 'm').test(stdout)
      bench.judge(line.text, code === 0 && named && placed ? null : `${stderr}${stdout}`)
    }
  }
}

/** Events about one object: those that the apiserver finds by its uid, which is how Binnacle asks, and in a watch the ones that come. */
export async function proveEvents(bench: Bench): Promise<void> {
  for (const { path, kind, ...object } of objects) {
    const about = referenceTo(kind, await bench.api.get(path))
    const namespace = object.namespace ?? 'default'
    await makeEvent(bench.api, { namespace, name: `of-${object.resource}`, about })
    for (const line of bench.lines({ view: 'events', ...object })) {
      const expected = await eventsAbout(bench, about)
      const { stdout, stderr } = await bench.run(line)
      bench.judge(line.text, sameMessages(expected, stdout) ? null : `should print ${expected.join(' ')}\n${stderr}${stdout}`)
    }
    for (const line of bench.lines({ view: 'events', ...object, watch: true })) await proveEventsWatched(bench, { namespace, about }, line)
  }
}

let latecomers = 0

async function proveEventsWatched(bench: Bench, { namespace, about }: { namespace: string; about: Json }, line: Line): Promise<void> {
  const before = await eventsAbout(bench, about)
  const late = `late-event-${latecomers++}`
  let made: Promise<Json> | undefined
  const { stdout, stderr } = await bench.run(line, (said) => {
    if (!made && messages(said).length >= before.length) made = makeEvent(bench.api, { namespace, name: late, about })
    return messages(said).includes(late)
  })
  await made
  bench.judge(line.text, sameMessages([...before, late], stdout) ? null : `should print ${before.join(' ')} ${late}\n${stderr}${stdout}`)
}

async function eventsAbout(bench: Bench, about: Json): Promise<string[]> {
  const { items } = await bench.api.get(`/api/v1/events?fieldSelector=${encodeURIComponent(`involvedObject.uid=${String(about['uid'])}`)}`)
  return (items as { message: string }[]).map(({ message }) => message) // the border: events have messages, here their names
}

function sameMessages(expected: readonly string[], table: string): boolean {
  return expected.length > 0 && [...expected].sort().join(' ') === [...new Set(messages(table))].sort().join(' ')
}

function messages(table: string): string[] {
  const rows = table.split('\n').filter((row) => row !== '' && !/^(NAMESPACE|LAST SEEN) /.test(row))
  return rows.map((row) => row.trim().split(/\s+/).at(-1) ?? '')
}

/** Every hostile name of a context reaches the context of that name, in each shell of this machine, and nothing else happens. */
export async function proveContexts(bench: Bench, shells: readonly string[]): Promise<void> {
  for (const context of HOSTILE_CONTEXTS) {
    const text = kubectlLine({ view: 'yaml', resource: 'namespace', namespace: null, name: 'lines-a' }, { context })
    for (const shell of shells) {
      const { code, stdout, stderr } = await bench.run({ text, context }, undefined, shell)
      const caught = bench.caught().join(' ')
      bench.judge(`${shell}: ${text}`, code === 0 && stdout.includes('name: lines-a') && caught === '' ? null : `${stderr}${caught}`)
    }
  }
}

function sameJson(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** js-yaml reads times as dates; JSON writes both the same way once they are dates. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'string' && /^\d{4}-\d\d-\d\dT[\d:]+(\.\d+)?Z$/.test(inner)) return new Date(inner).toISOString()
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  })
}

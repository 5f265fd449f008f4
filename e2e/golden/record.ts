import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type ControlPlane, startControlPlane } from '../clusters/ControlPlane.ts'
import { ApiProxy } from './ApiProxy.ts'
import { makeEvents, makeNamespaces, makeNodes, makePods } from './makeObjects.ts'
import { makeWorkloads } from './makeWorkloads.ts'
import { podCases } from './podCases.ts'
import { type RecordedTable, type Recording, recordingText } from './Recording.ts'
import { randomPods } from './randomPods.ts'
import { type Asked, readTable } from './readTable.ts'

/**
 * Makes pods, events, nodes, namespaces and workloads in every condition on a real apiserver, has the real kubectl print them, and asks whether Binnacle's rows print
 * the same, byte for byte. `--verify` (the default) does no more; `--write` keeps the result, without the random pods, as the recording of the unit test;
 * `--seed` and `--random` choose those.
 */
const { values } = parseArgs({
  options: {
    verify: { type: 'boolean' },
    write: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    random: { type: 'string', default: '300' },
  },
})

const PORT_BASE = 22400
const COMPARE = fileURLToPath(new URL('../../apps/bff/src/projections/testing/compareFile.ts', import.meta.url))
const TSX = fileURLToPath(new URL('../../node_modules/.bin/tsx', import.meta.url))
const KEPT = fileURLToPath(new URL('recordings/kubectl-1.36.json', import.meta.url))

const tables: readonly Asked[] = [
  { kind: 'pods', title: 'pods', path: '/api/v1/namespaces/golden/pods', words: ['get', 'pods', '-n', 'golden', '-o', 'wide'] },
  { kind: 'events', title: 'events', path: '/api/v1/namespaces/golden/events', words: ['get', 'events', '-n', 'golden', '-o', 'wide'] },
  { kind: 'nodes', title: 'nodes', path: '/api/v1/nodes', words: ['get', 'nodes', '-o', 'wide'] },
  { kind: 'namespaces', title: 'namespaces', path: '/api/v1/namespaces', words: ['get', 'namespaces'] },
  ...(['deployments', 'replicasets'] as const).map((kind) => ({
    kind,
    title: kind,
    path: `/apis/apps/v1/namespaces/golden/${kind}`,
    words: ['get', kind, '-n', 'golden', '-o', 'wide'],
  })),
  {
    kind: 'replicationcontrollers',
    title: 'replicationcontrollers',
    path: '/api/v1/namespaces/golden/replicationcontrollers',
    words: ['get', 'replicationcontrollers', '-n', 'golden', '-o', 'wide'],
  },
  { kind: 'pods', title: 'random pods', path: '/api/v1/namespaces/golden-random/pods', words: ['get', 'pods', '-n', 'golden-random', '-o', 'wide'] },
]

async function recordAndStop(cluster: ControlPlane): Promise<Recording> {
  try {
    return await record(cluster)
  } finally {
    await cluster.stop()
  }
}

async function record(cluster: ControlPlane): Promise<Recording> {
  const api = await ApiProxy.start(cluster.binaries.kubectl, cluster.kubeconfig)
  try {
    const moment = Date.now() / 1000
    await makeNamespaces(api, ['golden', 'golden-random'])
    await makePods(api, 'golden', podCases(moment))
    await makeEvents(api, 'golden', moment)
    await makeNodes(api)
    await makeWorkloads(api, 'golden', moment)
    await makePods(api, 'golden-random', randomPods(Number(values.seed), Number(values.random), moment))
    const read: RecordedTable[] = []
    for (const table of tables) read.push(await readTable(api, cluster, table))
    return { ...(await versions(cluster)), tables: read }
  } finally {
    api.stop()
  }
}

async function versions(cluster: ControlPlane): Promise<Omit<Recording, 'tables'>> {
  const { stdout } = await cluster.kubectl('version', '-o', 'json')
  const version = JSON.parse(stdout) as Record<'clientVersion' | 'serverVersion', { gitVersion: string }>
  return { kubectl: version.clientVersion.gitVersion, apiserver: version.serverVersion.gitVersion }
}

/** In a process of its own: the tests of a real cluster know no source of the apps. */
function compare(file: string): number {
  return spawnSync(TSX, ['--conditions=@binnacle/source', COMPARE, file], { stdio: 'inherit' }).status ?? 1
}

const dir = mkdtempSync(join(tmpdir(), 'binnacle-golden-'))
try {
  const cluster = await startControlPlane({ dir: join(dir, 'cluster'), portBase: PORT_BASE, controllers: false })
  const recording = await recordAndStop(cluster)
  const file = join(dir, 'recording.json')
  writeFileSync(file, recordingText(recording))
  if (values.write) writeFileSync(KEPT, recordingText({ ...recording, tables: recording.tables.filter(({ title }) => title !== 'random pods') }))
  process.exitCode = compare(file)
} finally {
  rmSync(dir, { recursive: true, force: true })
}

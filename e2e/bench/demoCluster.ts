import { type Cluster, createCluster, startCluster } from '@binnacle/demo-cluster'
import { answerRequests } from './Helper.ts'

export type DemoRequest =
  | { readonly do: 'boot'; readonly scenario: 'empty' | 'busy' }
  | { readonly do: 'load'; readonly pods: number }
  | { readonly do: 'update'; readonly times: number }
  | { readonly do: 'look' }

/** What the process has used since the request before, what it holds, and for how long nothing else had a turn in it. */
export type DemoAnswer = { readonly cpuMs: number; readonly wallMs: number; readonly longestMs: number; readonly residentMB: number; readonly url: string }

const PODS_PER_NODE = 100
const USER = { user: { name: 'bench', groups: ['system:masters'] }, fieldManager: 'bench' }
const LABELS = { app: 'bench' }

let cluster: Cluster | null = null
let url = ''
let used = process.cpuUsage()

/** One demo cluster in a fresh process. */
answerRequests(async (request: DemoRequest): Promise<DemoAnswer> => {
  if (request.do !== 'look') used = process.cpuUsage()
  const began = performance.now()
  const longestMs = await longestTurn(() => work(request))
  const { user, system } = process.cpuUsage(used)
  used = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - began, longestMs, residentMB: process.memoryUsage().rss / 1024 ** 2, url }
})

async function work(request: DemoRequest): Promise<void> {
  if (request.do === 'boot') {
    cluster = await startCluster({ scenario: request.scenario, seed: 7 })
    url = (await cluster.listen()).url
  } else if (request.do === 'load') cluster = load(request.pods)
  else if (request.do === 'update') await update(request.times)
}

/** So many pods, all of them ready. */
function load(pods: number): Cluster {
  const loaded = createCluster({ clock: 'manual', seed: 7, nodes: Math.ceil(pods / PODS_PER_NODE) })
  loaded.clock.advance(5_000)
  for (let index = 0; index < pods / PODS_PER_NODE; index++) {
    const labels = { app: `web-${index}` }
    const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } }
    const spec = { replicas: PODS_PER_NODE, selector: { matchLabels: labels }, template }
    const made = loaded.api.create(
      'deployments.apps',
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `web-${index}`, namespace: 'default' }, spec },
      USER,
    )
    if (!made.ok) throw new Error(made.status.message)
  }
  const ready = () => loaded.store.list('replicasets.apps', 'default').reduce((sum, { status }) => sum + readyOf(status), 0)
  for (let second = 0; ready() < pods; second++) {
    if (second === 600) throw new Error(`${ready()} of ${pods} pods are ready after ten minutes`)
    loaded.clock.advance(1_000)
  }
  return loaded
}

function readyOf(status: unknown): number {
  return typeof status === 'object' && status !== null && 'readyReplicas' in status ? Number(status.readyReplicas) : 0
}

/** Changes of one object, with a turn for whoever watches between any two. */
async function update(times: number): Promise<void> {
  const api = cluster?.api
  const of = { resource: 'configmaps', namespace: 'default', name: 'bench' }
  for (let time = 0; time < times; time++) {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'bench', namespace: 'default', labels: LABELS }, data: { time: String(time) } }
    const written = time === 0 ? api?.create('configmaps', object, USER) : api?.update(of, object, USER)
    if (!written?.ok) throw new Error('an update was refused')
    await nextTurn()
  }
}

async function longestTurn(work: () => Promise<void>): Promise<number> {
  let longest = 0
  let over = false
  const done = work().finally(() => {
    over = true
  })
  for (let last = performance.now(); !over; ) {
    await nextTurn()
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  await done
  return longest
}

function nextTurn(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done)
  })
}

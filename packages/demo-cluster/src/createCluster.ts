import { randomInt } from 'node:crypto'
import { type Access, createAccess } from './access/createAccess.ts'
import { createRbac } from './access/createRbac.ts'
import { grantingAdmission } from './access/grantingAdmission.ts'
import { administrator } from './access/users.ts'
import { createAdmission } from './admission/createAdmission.ts'
import type { Api } from './apiserver/Api.ts'
import { applyManifest } from './apiserver/applyManifest.ts'
import { createApi } from './apiserver/createApi.ts'
import { createDiscovery } from './apiserver/discovery.ts'
import { createHttpServer } from './apiserver/http/createHttpServer.ts'
import { FaultDesk } from './apiserver/http/FaultDesk.ts'
import type { Faults } from './apiserver/http/Faults.ts'
import { isLoopback } from './apiserver/http/guardOrigin.ts'
import type { HttpParts } from './apiserver/http/HttpParts.ts'
import { OpenStreams } from './apiserver/http/OpenStreams.ts'
import { createOpenApi } from './apiserver/openApi.ts'
import type { ClusterOptions } from './ClusterOptions.ts'
import type { ClusterParts } from './ClusterParts.ts'
import { type Clock, ManualClock, nextTurn, realClock } from './clock.ts'
import { createRecorders } from './events/createRecorders.ts'
import { kubeconfigFor } from './kubeconfig.ts'
import { NODE_PORT_HOST, startNodePorts } from './nodePorts/startNodePorts.ts'
import type { KubeObject } from './objects.ts'
import { paces } from './Pace.ts'
import { Random } from './Random.ts'
import { StoryClock } from './StoryClock.ts'
import type { Story } from './scenarios/Stage.ts'
import { loadSchema } from './schema/loadSchema.ts'
import { loadResources } from './schema/resourceTable.ts'
import { seedCluster } from './seedCluster.ts'
import { startControllers } from './startControllers.ts'
import { startNodes } from './startNodes.ts'
import { stateHash } from './stateHash.ts'
import { Store } from './storage/Store.ts'
import { createStreams } from './streams/createStreams.ts'
import { storyOf, tellStory } from './tellStory.ts'

export type Listening = { readonly url: string; readonly kubeconfig: string }

export type Cluster<Time extends Clock = Clock> = {
  /** Serves the API over plain HTTP, on a free port of 127.0.0.1 unless told otherwise. Another host than loopback needs `tokens`. */
  readonly listen: (port?: number, host?: string) => Promise<Listening>
  /** Creates or changes what a manifest says, as its administrator; throws with the apiserver's words where it is refused. */
  readonly apply: (manifest: string) => readonly KubeObject[]
  readonly api: Api
  readonly store: Store
  readonly clock: Time
  readonly access: Access
  readonly faults: Faults
  /** Names the whole state: equal for equal lives. */
  readonly stateHash: () => string
  /** Stops everything and closes all connections; no handle is left afterwards. */
  readonly close: () => Promise<void>
}

/** When a manual clock begins. */
const BEGINNING = Date.UTC(2026, 0, 1)

/** A Kubernetes cluster in this process: apiserver, controllers, nodes and their containers, on one clock. Clusters share nothing. */
export function createCluster(options: ClusterOptions & { readonly clock: 'manual' }): Cluster<ManualClock>
export function createCluster(options?: ClusterOptions): Cluster
export function createCluster(options: ClusterOptions = {}): Cluster {
  const { cluster, past } = setUp(options)
  for (const _ of past) continue
  return cluster
}

/** The same cluster; while its past is told, the process does what else it has to do. */
export async function startCluster(options: ClusterOptions & { readonly clock: 'manual' }): Promise<Cluster<ManualClock>>
export async function startCluster(options?: ClusterOptions): Promise<Cluster>
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { cluster, past } = setUp(options)
  for (const _ of past) await nextTurn()
  return cluster
}

/** The cluster once its past has been told to the end. */
function setUp(options: ClusterOptions): { readonly cluster: Cluster; readonly past: Story } {
  const story = storyOf(options)
  const { clock, goLive } = clockFor(options, story?.past ?? 0)
  const base = apiserverOf(clock, options)
  const { parts, resources, schema, access } = base
  seedCluster(parts.api)
  const controllers = startControllers(parts)
  const names = nodeNames(options.nodes ?? 1)
  const nodes = startNodes(parts, { names, images: options.images ?? {}, access, externalIP: options.nodePorts === 'listen' ? NODE_PORT_HOST : null })
  function* past(): Story {
    if (story && 'leap' in clock) yield* tellStory(parts, clock, { scenario: story, node: names[0] ?? 'minikube' })
    goLive()
    if (typeof options.scenario === 'function') options.scenario(parts)
  }
  const streams = new OpenStreams()
  const listener = { kill: () => server.close(), restart: () => server.reopen(), hold: (held: boolean) => server.hold(held) }
  const desk: FaultDesk = new FaultDesk({ clock, store: parts.store, streams, nodes, listener })
  let needsCredentials = false
  let documents = { discovery: createDiscovery(resources, '127.0.0.1'), openApi: createOpenApi({ schema, resources }) }
  let nodePorts: ReturnType<typeof startNodePorts> | null = null
  const http: HttpParts = {
    ...parts,
    access,
    resources,
    schema,
    nodes: nodes.access,
    streams,
    documents: () => documents,
    needsCredentials: () => needsCredentials,
  }
  const server = createHttpServer(http, { desk, streams: createStreams(nodes.access) })
  const cluster: Cluster = {
    async listen(port = 0, host = '127.0.0.1') {
      if (!isLoopback(host) && !options.tokens) throw new Error(`listening on ${host} needs tokens: whoever reaches it would be the administrator`)
      needsCredentials = !isLoopback(host)
      const { url } = await server.listen(port, host)
      documents = { ...documents, discovery: createDiscovery(resources, new URL(url).host) }
      if (options.nodePorts === 'listen') nodePorts ??= startNodePorts({ ...parts, nodes: nodes.access })
      return { url, kubeconfig: kubeconfigFor({ name: options.name ?? 'binnacle-demo', url, token: Object.keys(options.tokens ?? {})[0] }) }
    },
    apply: (manifest) => applyManifest({ api: parts.api, resources, schema }, manifest, { user: administrator, fieldManager: 'binnacle-demo' }),
    api: parts.api,
    store: parts.store,
    clock,
    access,
    faults: desk,
    stateHash: () => stateHash(parts.store),
    async close() {
      await nodePorts?.stop()
      nodes.stop()
      controllers.stop()
      await server.close()
    },
  }
  return { cluster, past: past() }
}

function apiserverOf(clock: Clock, options: ClusterOptions) {
  const random = new Random(options.seed ?? randomInt(2 ** 32))
  const store = new Store(clock)
  const resources = loadResources()
  const schema = loadSchema()
  const admission = grantingAdmission(createAdmission({ store, random }), createRbac(store))
  const api = createApi({ clock, random, store, admission, resource: resources.byName, schema })
  const access = createAccess({ clock, random, store }, options.tokens ? { tokens: options.tokens } : {})
  const parts: ClusterParts = { clock, random, store, api, pace: paces[options.pace ?? 'recorded'], recorder: createRecorders({ api, clock }) }
  return { parts, resources, schema, access }
}

/** On the real clock a story begins in the past and ends now. */
function clockFor({ clock }: ClusterOptions, past: number): { readonly clock: ManualClock | StoryClock | Clock; readonly goLive: () => void } {
  if (clock === 'manual') return { clock: new ManualClock(BEGINNING), goLive: () => {} }
  if (past === 0) return { clock: realClock, goLive: () => {} }
  const story = new StoryClock(realClock.now() - past)
  return { clock: story, goLive: () => story.goLive(realClock) }
}

/** As minikube names them. */
function nodeNames(nodes: number | readonly string[]): readonly string[] {
  if (typeof nodes !== 'number') return nodes
  return Array.from({ length: nodes }, (_, index) => (index === 0 ? 'minikube' : `minikube-m0${index + 1}`))
}

import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from '../statuses.ts'
import type { RolloutSample } from './RolloutSample.ts'

const GROUP_VERSION = 'apps/v1'
const resource = (name: string, kind: string): Json => ({ name, singularName: '', namespaced: true, kind, verbs: ['get', 'list', 'watch'] })
const version = { groupVersion: GROUP_VERSION, version: 'v1' }

/** What kubectl asks before it asks for objects. */
const discovery: Readonly<Record<string, Json>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [{ name: 'apps', versions: [version], preferredVersion: version }] },
  '/api/v1': { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: 'v1', resources: [] },
  '/apis/apps/v1': {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: GROUP_VERSION,
    resources: [resource('deployments', 'Deployment'), resource('replicasets', 'ReplicaSet')],
  },
}

/**
 * An apiserver in which nothing moves: sample n is all there is in namespace `s<n>`. It knows what `kubectl rollout status` and `rollout history` ask for;
 * anything else is 404, so that kubectl would say so.
 */
export class FrozenApiserver {
  readonly url: string
  readonly #server: Server

  private constructor(server: Server, url: string) {
    this.#server = server
    this.url = url
  }

  static async start(samples: readonly RolloutSample[]): Promise<FrozenApiserver> {
    const server = createServer((request, response) => answer(samples, new URL(request.url ?? '/', 'http://frozen'), response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // The border: a server that listens on TCP has a port.
    return new FrozenApiserver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

function answer(samples: readonly RolloutSample[], { pathname, searchParams }: URL, response: ServerResponse): void {
  const [, number = '', kind = '', name = ''] = /^\/apis\/apps\/v1\/namespaces\/s(\d+)\/(deployments|replicasets)(?:\/([^/]+))?$/.exec(pathname) ?? []
  const sample = samples[Number(number)]
  if (number === '' || !sample) return send(response, discovery[pathname])
  const all = (kind === 'deployments' ? [sample.deployment] : sample.replicaSets).map((object) => moved(object, `s${number}`, kind))
  if (name !== '')
    return send(
      response,
      all.find((object) => nameOf(object) === name),
    )
  const picked = all.filter((object) => isPicked(object, searchParams))
  if (searchParams.get('watch') === 'true') return watch(response, picked, kind)
  send(response, { kind: `${kindOf(kind)}List`, apiVersion: GROUP_VERSION, metadata: { resourceVersion: '1' }, items: picked })
}

function send(response: ServerResponse, body: Json | undefined): void {
  response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', message: 'not frozen here', code: 404 }))
}

/** Everything as added, then the end of the beginning, then silence. */
function watch(response: ServerResponse, objects: readonly Json[], kind: string): void {
  const annotations = { 'k8s.io/initial-events-end': 'true' }
  const bookmark = { kind: kindOf(kind), apiVersion: GROUP_VERSION, metadata: { resourceVersion: '1', annotations } }
  response.writeHead(200, { 'content-type': 'application/json' })
  for (const object of objects) response.write(`${JSON.stringify({ type: 'ADDED', object })}\n`)
  response.write(`${JSON.stringify({ type: 'BOOKMARK', object: bookmark })}\n`)
}

function moved(object: Json, namespace: string, kind: string): Json {
  return { apiVersion: GROUP_VERSION, kind: kindOf(kind), ...object, metadata: { ...(object['metadata'] as Json), namespace } } // the border: what an apiserver sent
}

function kindOf(resource: string): string {
  return resource === 'deployments' ? 'Deployment' : 'ReplicaSet'
}

function nameOf(object: Json): unknown {
  return (object['metadata'] as Json)['name'] // the border: what an apiserver sent
}

/** As far as kubectl selects here: by equal labels, and by one name. */
function isPicked(object: Json, parameters: URLSearchParams): boolean {
  const { labels = {} } = object['metadata'] as { labels?: Json } // the border: what an apiserver sent
  const byLabels = (parameters.get('labelSelector') ?? '').split(',').every((term) => {
    const [key = '', value = ''] = term.split('=')
    return term === '' || labels[key] === value
  })
  const field = parameters.get('fieldSelector')
  return byLabels && (field === null || field === `metadata.name=${String(nameOf(object))}`)
}

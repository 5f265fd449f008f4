import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readBody } from '../apiserver/http/readBody.ts'
import { sendServed } from '../apiserver/http/sendServed.ts'
import { type ReadyEndpoint, readyEndpoints } from '../apiserver/http/serviceBackend.ts'
import type { ClusterParts } from '../ClusterParts.ts'
import type { HttpRequest, NodeAccess } from '../containers/Container.ts'
import type { Service } from '../workloads.ts'

/** Where the ports of the first node can be reached from this machine. */
export const NODE_PORT_HOST = '127.0.0.1'
/** A request to an app in here is a page or a form, not an upload. */
const MAX_BODY_BYTES = 1024 * 1024

type Parts = ClusterParts & { readonly nodes: NodeAccess }
type Place = { readonly namespace: string; readonly service: string; readonly portName: string }

/**
 * Opens the NodePorts of Services on loopback, as kube-proxy does on a node: what a ready pod serves there answers, each of them in turn; without one the connection is
 * cut, as a refused one would be. A port that another program holds is a warning Event on the Service, and everything else goes on. HTTP only.
 */
export function startNodePorts(parts: Parts): { readonly stop: () => Promise<void> } {
  const open = new Map<number, Server>()
  const wanted = new Map<number, Place>()
  const ready = new Map<Place, readonly ReadyEndpoint[]>()
  const recorder = parts.recorder({ component: 'kube-proxy' })
  let turn = 0
  const behind = (place: Place) => {
    const known = ready.get(place) ?? readyEndpoints(parts, place.namespace, place.service).filter(({ portName }) => portName === place.portName)
    ready.set(place, known)
    return known
  }
  const answer = (port: number) => (request: IncomingMessage, response: ServerResponse) => {
    const place = wanted.get(port)
    const endpoints = place ? behind(place) : []
    const endpoint = endpoints[turn++ % Math.max(1, endpoints.length)]
    const serve = endpoint && place ? parts.nodes.serves({ namespace: place.namespace, name: endpoint.pod }, endpoint.port) : undefined
    if (!serve) return void request.destroy()
    return readBody(request, (body) => (body === null ? request.destroy() : sendServed(parts.clock, response, serve(askedBy(request, body)))), MAX_BODY_BYTES)
  }
  const sync = () => {
    const services = parts.store.list('services').map((object) => object as Service)
    wanted.clear()
    ready.clear()
    for (const service of services) for (const [port, place] of placesOf(service)) wanted.set(port, place)
    for (const [port, server] of open) if (!wanted.has(port)) end(open, port, server)
    for (const [port, { namespace, service }] of wanted) {
      if (open.has(port)) continue
      const server = createServer(answer(port))
      open.set(port, server)
      server.on('error', (fault) => {
        const about = parts.store.get('services', namespace, service)
        if (about)
          recorder.record(about, { type: 'Warning', reason: 'NodePortNotOpened', message: `can't open port ${port} on ${NODE_PORT_HOST}: ${fault.message}` })
      })
      server.listen(port, NODE_PORT_HOST)
    }
  }
  sync()
  const unsubscribe = parts.store.subscribe(({ resource }) => {
    if (resource === 'services') sync()
    if (resource === 'endpointslices.discovery.k8s.io') ready.clear()
  })
  return {
    async stop() {
      unsubscribe()
      await Promise.all([...open.values()].map(closed))
      open.clear()
    },
  }
}

function placesOf({ metadata, spec }: Service): [number, Place][] {
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return []
  return (spec.ports ?? []).flatMap(({ nodePort, name = '', protocol = 'TCP' }) =>
    nodePort !== undefined && protocol === 'TCP' ? [[nodePort, { namespace: metadata.namespace ?? '', service: metadata.name, portName: name }]] : [],
  )
}

function end(open: Map<number, Server>, port: number, server: Server): void {
  open.delete(port)
  void closed(server)
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => (server.listening ? server.close(() => done()) : done()))
}

function askedBy(request: IncomingMessage, body: Buffer): HttpRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]))
  return { method: request.method ?? 'GET', path: request.url ?? '/', headers, body: body.toString('utf8') }
}

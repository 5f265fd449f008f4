import type { HttpRequest, Serve } from '../../containers/Container.ts'
import type { Pod } from '../../kinds.ts'
import { done, type Result, refused } from '../../Status.ts'
import { badRequest } from '../refusals.ts'
import { type Answer, refusal, taken } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import type { ResourceRoute } from './routeOf.ts'
import { sendServed } from './sendServed.ts'
import { serviceBackend } from './serviceBackend.ts'
import { unavailable } from './unavailable.ts'

type Target = { readonly scheme: string; readonly name: string; readonly port: string }

/** Headers that are about one connection, and who asked: neither goes through. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host', 'authorization', 'content-length', 'te', 'trailer'])

/**
 * `proxy` of pods and services, named `name`, `name:port` or `scheme:name:port`: what a container serves on that port answers. Where nothing listens it is 503 in the
 * apiserver's words. The form with `https` is refused as by a server that speaks no TLS: containers here serve plain HTTP.
 */
export function serveProxy(exchange: Exchange, route: ResourceRoute): Answer {
  const { parts, request, response, body } = exchange
  const target = targetOf(route)
  if (!target.ok) return refusal(target.status)
  const { namespace = '' } = route
  const backend = route.info.resource === 'services' ? serviceBackend(parts, namespace, target.value) : podBackend(exchange, namespace, target.value)
  if (!backend.ok) return refusal(backend.status)
  const { serve, address } = backend.value
  if (!serve) return refusal(unavailable(`error trying to reach service: dial tcp ${address}: connect: connection refused`))
  if (target.value.scheme === 'https') return refusal(unavailable('error trying to reach service: http: server gave HTTP response to HTTPS client'))
  const query = request.url?.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
  const asked: HttpRequest = { method: request.method ?? 'GET', path: `${route.rest}${query}`, headers: headersOf(exchange), body: body.toString('utf8') }
  sendServed(parts.clock, response, serve(asked))
  return taken
}

function targetOf({ info, name = '' }: ResourceRoute): Result<Target> {
  const parts = name.split(':')
  const [first = '', second = '', third = ''] = parts
  const bad = refused(badRequest(`invalid ${info.resource === 'services' ? 'service' : 'pod'} request ${JSON.stringify(name)}`))
  if (parts.length === 1) return first === '' ? bad : done({ scheme: '', name: first, port: '' })
  if (parts.length === 2) return first === '' ? bad : done({ scheme: '', name: first, port: second })
  if (parts.length !== 3 || second === '' || !['', 'http', 'https'].includes(first)) return bad
  return done({ scheme: first, name: second, port: third })
}

function podBackend({ parts }: Exchange, namespace: string, { name, port }: Target): Result<{ readonly serve: Serve | undefined; readonly address: string }> {
  const found = parts.api.get({ resource: 'pods', namespace, name })
  if (!found.ok) return found
  const { spec, status } = found.value as Pod
  if (!status?.podIP) return refused(badRequest('address not allowed'))
  const first = spec.containers.flatMap(({ ports = [] }) => ports)[0]?.containerPort
  const number = Number(port === '' ? (first ?? 80) : port)
  return done({ serve: parts.nodes.serves({ namespace, name }, number), address: `${status.podIP}:${number}` })
}

function headersOf({ request }: Exchange): Readonly<Record<string, string>> {
  const passed = Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.has(name))
  return Object.fromEntries([...passed.map(([name, value]) => [name, [value].flat().join(', ')] as const), ['x-forwarded-uri', request.url ?? '/'] as const])
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { done, type Result, refused, type Status } from '../../Status.ts'
import type { User } from '../Api.ts'
import { type Answer, methodNotAllowed, pageNotFound, refusal } from './Answer.ts'
import { attributesOf } from './attributesOf.ts'
import { discoveryAnswer } from './discoveryAnswer.ts'
import type { Exchange } from './Exchange.ts'
import type { HttpParts } from './HttpParts.ts'
import { healthAnswer } from './healthPaths.ts'
import { negotiate, type Wanted } from './negotiate.ts'
import { bodyTooLarge, readBody } from './readBody.ts'
import { type Route, routeOf } from './routeOf.ts'
import { send } from './send.ts'
import { serveResource } from './serveResource.ts'
import { versionAnswer } from './versionAnswer.ts'

/** A request whose path is known and whose sender may do what it asks. */
export type Allowed = { readonly user: User; readonly route: Route; readonly path: string; readonly query: URLSearchParams }

/** Who asks, for what, and whether they may: the same for requests and for upgrades. */
export function allow(parts: HttpParts, request: IncomingMessage): Result<Allowed> {
  const [path = '/', search = ''] = (request.url ?? '/').split('?', 2)
  const query = new URLSearchParams(search)
  if (request.headers.authorization === undefined && parts.needsCredentials()) return refused(unauthorized)
  const requester = parts.access.authenticate(request.headers)
  if (!requester.ok) return requester
  const route = routeOf(parts.resources, path)
  const about = route.ok ? route.value : ({ is: 'path' } as const)
  const attributes = attributesOf(request.method ?? 'GET', about, { path, query })
  const user = parts.access.impersonate(requester.value, repeated(request), attributes)
  if (!user.ok) return user
  const allowed = parts.access.authorize(user.value, attributes)
  if (!allowed.ok) return allowed
  return route.ok ? done({ user: user.value, route: route.value, path, query }) : route
}

/** Answers the requests of the apiserver. Handlers are synchronous; only a body is waited for. */
export function createHandler(parts: HttpParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const wanted = negotiate(request.headers.accept)
    const reply = (answer: Answer) => send(request, response, { answer, format: wanted.ok ? wanted.value.format : 'json' })
    const allowed = allow(parts, request)
    if (!allowed.ok) return reply(refusal(allowed.status))
    const answer = (body: Buffer | null) => {
      if (body === null) return reply(refusal(bodyTooLarge))
      const { user, route, path, query } = allowed.value
      const exchange: Exchange = { request, response, parts, user, path, query, wanted: wanted.ok ? wanted.value : PLAIN, body }
      if (route.is === 'path') return reply(pathAnswer(exchange))
      if (!wanted.ok && route.of.subresource !== 'proxy' && route.of.subresource !== 'log') return reply(refusal(wanted.status))
      return reply(guarded(() => serveResource(exchange, route.of)))
    }
    if (request.method === 'GET' || request.method === 'HEAD') answer(Buffer.alloc(0))
    else readBody(request, answer)
  }
}

/** A fault of this server's own is told as the apiserver tells one, and ends this request alone. */
function guarded(serve: () => Answer): Answer {
  try {
    return serve()
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    return refusal({ code: 500, reason: 'InternalError', message: `Internal error occurred: ${message}`, details: { causes: [{ message }] } })
  }
}

const unauthorized: Status = { code: 401, reason: 'Unauthorized', message: 'Unauthorized' }

const PLAIN: Wanted = { format: 'json', as: 'object' }

function pathAnswer(exchange: Exchange): Answer {
  const { path, query, request, parts } = exchange
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(methodNotAllowed)
  if (path === '/version' || path === '/version/') return versionAnswer
  return (
    healthAnswer(path, query) ??
    discoveryAnswer(parts.documents(), { path, accept: request.headers.accept, known: request.headers['if-none-match'] }) ??
    pageNotFound
  )
}

/** With headers that came more than once as lists: groups to impersonate are given so. */
function repeated({ headersDistinct }: IncomingMessage): Readonly<Record<string, readonly string[] | undefined>> {
  return headersDistinct
}

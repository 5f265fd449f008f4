import { badRequest, notThis } from '../refusals.ts'
import { type Answer, methodNotAllowed, refusal } from './Answer.ts'
import { bindPod } from './bindPod.ts'
import type { Exchange } from './Exchange.ts'
import { evictPod } from './evictPod.ts'
import { patchOne } from './patch.ts'
import { readMany, readOne } from './read.ts'
import { removeMany, removeOne } from './remove.ts'
import type { ResourceRoute } from './routeOf.ts'
import { isNewerEvents } from './servedObject.ts'
import { serveLog } from './serveLog.ts'
import { serveProxy } from './serveProxy.ts'
import { isReview, serveReview } from './serveReview.ts'
import { serveScale } from './serveScale.ts'
import { serveToken } from './serveToken.ts'
import { createOne, updateOne } from './write.ts'

/** These would store an Event in the other version's form. */
const WRITING = new Set<Handler>([createOne, updateOne, patchOne])

type Handler = (exchange: Exchange, route: ResourceRoute) => Answer

/** Answers a request that names a resource. Its use has been allowed by then. */
export function serveResource(exchange: Exchange, route: ResourceRoute): Answer {
  const handler = route.subresource === undefined ? plainHandler(exchange, route) : subresourceHandler(exchange, route.subresource)
  if (handler && isNewerEvents(route.info) && WRITING.has(handler)) return refusal(notThis('Events are written as v1 Events to this server'))
  return handler ? handler(exchange, route) : refusal(methodNotAllowed)
}

function plainHandler({ request, query }: Exchange, { info, namespace, name }: ResourceRoute): Handler | undefined {
  const has = (verb: string) => info.verbs.includes(verb)
  const placed = namespace !== undefined || !info.namespaced
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      if (name === undefined || ['true', '1'].includes(query.get('watch') ?? '')) return has('list') ? readMany : undefined
      return has('get') ? readOne : undefined
    case 'POST':
      if (name !== undefined || !placed || !has('create')) return isReview(info) && name === undefined ? serveReview : undefined
      return isReview(info) ? serveReview : info.resource === 'bindings' ? bindPod : createOne
    case 'PUT':
      return name !== undefined && has('update') ? updateOne : undefined
    case 'PATCH':
      return name !== undefined && has('patch') ? patchOne : undefined
    case 'DELETE':
      if (name === undefined) return placed && has('deletecollection') ? removeMany : undefined
      return has('delete') ? removeOne : undefined
    default:
      return undefined
  }
}

function subresourceHandler({ request }: Exchange, subresource: string): Handler | undefined {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const at = (wanted: Readonly<Record<string, Handler>>) => wanted[method ?? '']
  switch (subresource) {
    case 'status':
      return at({ GET: readOne, PUT: updateOne, PATCH: patchOne })
    case 'finalize':
      return at({ PUT: updateOne })
    case 'scale':
      return at({ GET: serveScale, PUT: serveScale, PATCH: serveScale })
    case 'log':
      return at({ GET: serveLog })
    case 'proxy':
      return serveProxy
    case 'binding':
      return at({ POST: bindPod })
    case 'eviction':
      return at({ POST: evictPod })
    case 'token':
      return at({ POST: serveToken })
    case 'exec':
    case 'attach':
    case 'portforward':
      return at({ GET: upgradeRequired, POST: upgradeRequired })
    default:
      return undefined
  }
}

/** Streams come as upgrades; a plain request for one is told so once the pod is there. */
const upgradeRequired: Handler = ({ parts }, { namespace, name = '' }) => {
  const pod = parts.api.get({ resource: 'pods', namespace, name })
  return refusal(pod.ok ? badRequest('Upgrade request required') : pod.status)
}

import { badRequest } from '../refusals.ts'
import { type Answer, refusal, success } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { isFields } from './isFields.ts'
import { readKind } from './readRequest.ts'
import type { ResourceRoute } from './routeOf.ts'
import { writeOptionsOf } from './writeOptions.ts'

/** `POST` to a pod's `binding`, or to `bindings`: gives the pod its node, once. */
export function bindPod(exchange: Exchange, { namespace = '', name }: ResourceRoute): Answer {
  const { parts } = exchange
  const options = writeOptionsOf(exchange, 'CreateOptions')
  if (!options.ok) return refusal(options.status)
  const parsed = readKind(exchange, { apiVersion: 'v1', kind: 'Binding' })
  if (!parsed.ok) return refusal(parsed.status)
  const binding = parsed.value
  const metadata = isFields(binding['metadata']) ? binding['metadata'] : {}
  const node = isFields(binding['target']) ? binding['target']['name'] : undefined
  const podName = name ?? metadata['name']
  if (typeof node !== 'string' || typeof podName !== 'string') return refusal(badRequest('a binding names a pod and, as its target, a node'))
  const bound = parts.api.bind({ resource: 'pods', namespace, name: podName }, node, options.value)
  return bound.ok ? success(201) : refusal(bound.status)
}

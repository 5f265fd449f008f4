import type { Pod } from '../../kinds.ts'
import type { KubeObject } from '../../objects.ts'
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
  const found = parts.api.get({ resource: 'pods', namespace, name: podName })
  if (!found.ok) return refusal(found.status)
  const pod = found.value as Pod
  const taken = refusalOf(pod)
  if (taken !== null) return refusal(conflictOf(podName, taken))
  const bound: KubeObject = { ...pod, spec: { ...pod.spec, nodeName: node } }
  const written = parts.api.update({ resource: 'pods', namespace, name: podName }, bound, options.value)
  return written.ok ? success(201) : refusal(written.status)
}

function refusalOf({ metadata, spec }: Pod): string | null {
  if (metadata.deletionTimestamp !== undefined) return `pod ${metadata.name} is being deleted, cannot be assigned to a host`
  return spec.nodeName ? `pod ${metadata.name} is already assigned to node ${JSON.stringify(spec.nodeName)}` : null
}

function conflictOf(name: string, why: string) {
  const message = `Operation cannot be fulfilled on pods/binding ${JSON.stringify(name)}: ${why}`
  return { code: 409, reason: 'Conflict', message, details: { name, kind: 'pods/binding' } } as const
}

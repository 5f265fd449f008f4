import type { KubeObject } from '../../objects.ts'
import type { Status } from '../../Status.ts'
import type { DeleteOptions } from '../Api.ts'
import { parseLabelSelector } from '../labelSelector.ts'
import { type Answer, refusal, success } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { isFields } from './isFields.ts'
import { labelSelectorText } from './labelSelectorText.ts'
import { readKind } from './readRequest.ts'
import type { ResourceRoute } from './routeOf.ts'
import { writeOptionsOf } from './writeOptions.ts'

/** `POST` to a pod's `eviction`: deletes it, unless a PodDisruptionBudget allows no more disruptions (429, as the apiserver words it). */
export function evictPod(exchange: Exchange, { namespace = '', name = '' }: ResourceRoute): Answer {
  const { parts } = exchange
  const options = writeOptionsOf(exchange, 'CreateOptions')
  if (!options.ok) return refusal(options.status)
  const parsed = readKind(exchange, { apiVersion: 'policy/v1', kind: 'Eviction' })
  if (!parsed.ok) return refusal(parsed.status)
  const found = parts.api.get({ resource: 'pods', namespace, name })
  if (!found.ok) return refusal(found.status)
  const budget = parts.store.list('poddisruptionbudgets.policy', namespace).find((one) => covers(one, found.value))
  const refused = budget && refusalOf(budget)
  if (refused) return refusal(refused)
  const asked = isFields(parsed.value['deleteOptions']) ? parsed.value['deleteOptions'] : {}
  const grace = asked['gracePeriodSeconds']
  const how: DeleteOptions = typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}
  const dryRun = options.value.dryRun === true || Array.isArray(asked['dryRun'])
  const removed = parts.api.delete({ resource: 'pods', namespace, name }, how, { ...options.value, dryRun })
  return removed.ok ? success(201) : refusal(removed.status)
}

function covers(budget: KubeObject, pod: KubeObject): boolean {
  const spec = isFields(budget['spec']) ? budget['spec'] : {}
  const match = parseLabelSelector(labelSelectorText(spec['selector']))
  return match.ok && !match.empty && match.matches(pod.metadata.labels ?? {})
}

function refusalOf(budget: KubeObject): Status | null {
  const status = isFields(budget['status']) ? budget['status'] : {}
  if (Number(status['disruptionsAllowed'] ?? 0) > 0) return null
  const { name } = budget.metadata
  const message = `The disruption budget ${name} needs ${Number(status['desiredHealthy'] ?? 0)} healthy pods and has ${Number(status['currentHealthy'] ?? 0)} currently`
  const causes = [{ reason: 'DisruptionBudget', message }]
  return { code: 429, reason: 'TooManyRequests', message: "Cannot evict pod as it would violate the pod's disruption budget.", details: { causes } }
}

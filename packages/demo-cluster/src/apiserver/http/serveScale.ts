import type { Json, KubeObject } from '../../objects.ts'
import { jsonPatch } from '../../patch/jsonPatch.ts'
import { done, type Result } from '../../Status.ts'
import { badRequest, conflict } from '../refusals.ts'
import { type Answer, objectAnswer, refusal } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { isFields } from './isFields.ts'
import { labelSelectorText } from './labelSelectorText.ts'
import { patchOf } from './patch.ts'
import { readKind } from './readRequest.ts'
import type { ResourceRoute } from './routeOf.ts'
import { storedAs } from './storedAs.ts'
import { writeOptionsOf } from './writeOptions.ts'

type Scale = { readonly metadata: { readonly uid?: unknown; readonly resourceVersion?: unknown }; readonly replicas: unknown }

/** `scale` of what has replicas: read and written as an autoscaling/v1 Scale. Everything but the replica count stays as it is. */
export function serveScale(exchange: Exchange, route: ResourceRoute): Answer {
  const { info, namespace, name = '' } = route
  const of = { resource: storedAs(info), namespace, name }
  const { api } = exchange.parts
  const found = api.get(of)
  if (!found.ok) return refusal(found.status)
  if (exchange.request.method === 'GET') return objectAnswer(200, scaleOf(found.value))
  const options = writeOptionsOf(exchange, exchange.request.method === 'PUT' ? 'UpdateOptions' : 'PatchOptions')
  if (!options.ok) return refusal(options.status)
  const asked = exchange.request.method === 'PUT' ? putScale(exchange) : patchedScale(exchange, found.value)
  if (!asked.ok) return refusal(asked.status)
  const { uid, resourceVersion } = asked.value.metadata
  if (uid && uid !== found.value.metadata.uid) return refusal(conflict(info, of))
  const replicas = asked.value.replicas ?? 0
  if (typeof replicas !== 'number' || !Number.isInteger(replicas)) return refusal(badRequest('spec.replicas of a Scale is a whole number'))
  if (replicas < 0) return refusal(negative(name, replicas))
  const metadata = { ...found.value.metadata, resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '' }
  const spec = isFields(found.value['spec']) ? found.value['spec'] : {}
  const scaled = api.update({ ...of, subresource: 'scale' }, { ...found.value, metadata, spec: { ...spec, replicas } }, options.value)
  return scaled.ok ? objectAnswer(200, scaleOf(scaled.value)) : refusal(scaled.status)
}

function putScale(exchange: Exchange): Result<Scale> {
  const parsed = readKind(exchange, { apiVersion: 'autoscaling/v1', kind: 'Scale' })
  return parsed.ok ? done(readScale(parsed.value)) : parsed
}

/** What a patch of a Scale leaves. Merge and strategic patches do the same to a Scale, which has no lists. */
function patchedScale(exchange: Exchange, object: KubeObject): Result<Scale> {
  const patch = patchOf(exchange)
  if (!patch.ok) return patch
  const { type, body } = patch.value
  if (type !== 'json') return done(readScale(mergedFields(scaleOf(object), body)))
  const patched = jsonPatch(scaleOf(object), body as Json)
  return patched.ok ? done(readScale(isFields(patched.value) ? patched.value : {})) : patched
}

function mergedFields(scale: Readonly<Record<string, unknown>>, patch: unknown): Readonly<Record<string, unknown>> {
  const { metadata, spec } = isFields(patch) ? patch : {}
  return { metadata: isFields(metadata) ? metadata : {}, spec: { ...(isFields(scale['spec']) ? scale['spec'] : {}), ...(isFields(spec) ? spec : {}) } }
}

function readScale(scale: Readonly<Record<string, unknown>>): Scale {
  const metadata = isFields(scale['metadata']) ? scale['metadata'] : {}
  return { metadata, replicas: isFields(scale['spec']) ? scale['spec']['replicas'] : undefined }
}

function specOf(object: KubeObject): { readonly replicas: number; readonly selector: unknown } {
  const spec = isFields(object['spec']) ? object['spec'] : {}
  return { replicas: Number(spec['replicas'] ?? 1), selector: spec['selector'] }
}

function scaleOf(object: KubeObject) {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const { replicas, selector } = specOf(object)
  const status = isFields(object['status']) ? object['status'] : {}
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: Number(status['replicas'] ?? 0), selector: labelSelectorText(selector) },
  }
}

function negative(name: string, replicas: number) {
  const said = `Invalid value: ${replicas}: must be greater than or equal to 0`
  const causes = [{ reason: 'FieldValueInvalid', message: said, field: 'spec.replicas' }]
  const message = `Scale.autoscaling ${JSON.stringify(name)} is invalid: spec.replicas: ${said}`
  return { code: 422, reason: 'Invalid', message, details: { name, group: 'autoscaling', kind: 'Scale', causes } } as const
}

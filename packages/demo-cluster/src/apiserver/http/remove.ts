import { parse } from 'yaml'
import type { KubeObject } from '../../objects.ts'
import { done, type Result, refused } from '../../Status.ts'
import type { DeleteOptions, WriteOptions } from '../Api.ts'
import { wasRemoved } from '../delete.ts'
import { invalidOptions } from '../listOptions.ts'
import { badRequest } from '../refusals.ts'
import { selectionOf } from '../selectors.ts'
import { type Answer, objectAnswer, refusal, success } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { isFields } from './isFields.ts'
import { presentList, presentObject } from './present.ts'
import { readKind } from './readRequest.ts'
import type { ResourceRoute } from './routeOf.ts'
import { storedAs } from './storedAs.ts'
import { writeOptionsOf } from './writeOptions.ts'

type Removal = { readonly how: DeleteOptions; readonly options: WriteOptions }

/** These are given back as they were; of all others a Status says that they are gone. */
const GIVEN_BACK = new Set([
  'namespaces',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'podtemplates',
  'resourcequotas',
  'serviceaccounts',
  'services',
  'storageclasses',
])

/** `DELETE` of one object: the object while it is still to go, a `Success` when it has gone. */
export function removeOne(exchange: Exchange, route: ResourceRoute): Answer {
  const { info, namespace, name = '' } = route
  const removal = removalOf(exchange)
  if (!removal.ok) return refusal(removal.status)
  const { how, options } = removal.value
  const removed = exchange.parts.api.delete({ resource: storedAs(info), namespace, name }, how, options)
  if (!removed.ok) return refusal(removed.status)
  const { metadata } = removed.value
  if (!wasRemoved(removed.value) || GIVEN_BACK.has(info.resource)) return objectAnswer(200, presentObject(exchange, info, { object: removed.value }))
  return success(200, { name, ...(info.group === '' ? {} : { group: info.group }), kind: info.resource, uid: metadata.uid })
}

/** `DELETE` of a collection: every object that the selectors choose, one after the other; what was chosen is given back as a list. */
export function removeMany(exchange: Exchange, { info, namespace }: ResourceRoute): Answer {
  const removal = removalOf(exchange)
  if (!removal.ok) return refusal(removal.status)
  const selection = selectionOf(info, exchange.query)
  if (!selection.ok) return refusal(selection.status)
  const { api, store } = exchange.parts
  const resource = storedAs(info)
  const items: KubeObject[] = []
  for (const { metadata } of store.list(resource, namespace).filter(selection.value.matches)) {
    const removed = api.delete({ resource, namespace: metadata.namespace, name: metadata.name }, removal.value.how, removal.value.options)
    if (removed.ok) items.push(removed.value)
    else if (removed.status.code !== 404) return refusal(removed.status)
  }
  return objectAnswer(200, presentList(exchange, info, { items, resourceVersion: store.version }))
}

/** `DeleteOptions` from a body where there is one, from the query otherwise. */
function removalOf(exchange: Exchange): Result<Removal> {
  const read = exchange.body.length > 0 ? bodyOptions(exchange) : done(queryOptions(exchange.query))
  if (!read.ok) return read
  const { dryRun, ...how } = read.value
  if (dryRun.some((value) => value !== 'All')) return refused(badDryRun(dryRun))
  const options = writeOptionsOf(exchange, 'DeleteOptions')
  if (!options.ok) return options
  return done({ how: how.how, options: { ...options.value, dryRun: options.value.dryRun === true || dryRun.length > 0 } })
}

type Read = { readonly how: DeleteOptions; readonly dryRun: readonly string[] }

function bodyOptions(exchange: Exchange): Result<Read> {
  const parsed = readDeleteOptions(exchange)
  if (!parsed.ok) return parsed
  const { gracePeriodSeconds, propagationPolicy, preconditions, orphanDependents, dryRun } = parsed.value
  return howOf({ gracePeriodSeconds, propagationPolicy, preconditions, orphanDependents, dryRun: Array.isArray(dryRun) ? dryRun.map(String) : [] })
}

/** Clients name the version of whatever is deleted; it is the same kind in all of them. */
function readDeleteOptions(exchange: Exchange): Result<Readonly<Record<string, unknown>>> {
  const { body, request } = exchange
  if (request.headers['content-type']?.startsWith('application/vnd.kubernetes.protobuf')) return readKind(exchange, { apiVersion: 'v1', kind: 'DeleteOptions' })
  try {
    const read: unknown = parse(body.toString('utf8'))
    if (isFields(read) && (read['kind'] ?? 'DeleteOptions') === 'DeleteOptions') return done(read)
  } catch {
    return refused(badRequest('the object provided is unrecognized (must be of type DeleteOptions)'))
  }
  return refused(badRequest('the object provided is unrecognized (must be of type DeleteOptions)'))
}

function queryOptions(query: URLSearchParams): Read {
  const grace = query.get('gracePeriodSeconds')
  const orphan = query.get('orphanDependents')
  const read = howOf({
    gracePeriodSeconds: grace === null ? undefined : Number(grace),
    propagationPolicy: query.get('propagationPolicy') ?? undefined,
    orphanDependents: orphan === null ? undefined : orphan === 'true',
    dryRun: [],
  })
  return read.ok ? read.value : { how: {}, dryRun: [] }
}

type Raw = {
  readonly gracePeriodSeconds?: unknown
  readonly propagationPolicy?: unknown
  readonly preconditions?: unknown
  readonly orphanDependents?: unknown
  readonly dryRun: readonly string[]
}

function howOf({ gracePeriodSeconds: grace, propagationPolicy: asked, preconditions, orphanDependents, dryRun }: Raw): Result<Read> {
  const policy = asked ?? (orphanDependents === undefined ? undefined : orphanDependents === true ? 'Orphan' : 'Background')
  if (policy !== undefined && policy !== 'Background' && policy !== 'Foreground' && policy !== 'Orphan') {
    const message = `Unsupported value: ${JSON.stringify(policy)}: supported values: "Background", "Foreground", "Orphan", "nil"`
    return refused(invalidOptions('DeleteOptions', [{ reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' }]))
  }
  const { uid, resourceVersion } = isFields(preconditions) ? preconditions : {}
  const wanted = { ...(typeof uid === 'string' ? { uid } : {}), ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}) }
  const how: DeleteOptions = {
    ...(typeof grace === 'number' && !Number.isNaN(grace) ? { gracePeriodSeconds: grace } : {}),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
    ...(Object.keys(wanted).length === 0 ? {} : { preconditions: wanted }),
  }
  return done({ how, dryRun })
}

function badDryRun(dryRun: readonly string[]) {
  const message = `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`
  return invalidOptions('DeleteOptions', [{ reason: 'FieldValueNotSupported', message, field: 'dryRun' }])
}

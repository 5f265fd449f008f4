import type { NewObject, ObjectMeta } from '../../objects.ts'
import { done, type Result, refused } from '../../Status.ts'
import type { ServedResource } from '../../schema/resourceTable.ts'
import { badRequest } from '../refusals.ts'
import { type Answer, objectAnswer, refusal } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { isFields } from './isFields.ts'
import { presentObject } from './present.ts'
import { readRequest } from './readRequest.ts'
import type { ResourceRoute } from './routeOf.ts'
import { storedAs } from './storedAs.ts'
import { writeOptionsOf } from './writeOptions.ts'
import { writeTarget } from './writeTarget.ts'

/** `POST` to a collection. */
export function createOne(exchange: Exchange, { info, namespace }: ResourceRoute): Answer {
  const options = writeOptionsOf(exchange, 'CreateOptions')
  if (!options.ok) return refusal(options.status)
  const object = bodyObject(exchange, info, namespace)
  if (!object.ok) return refusal(object.status)
  const created = exchange.parts.api.create(storedAs(info), object.value, options.value)
  return created.ok ? objectAnswer(201, presentObject(exchange, info, { object: created.value })) : refusal(created.status)
}

/** `PUT` of one object, or of its status. */
export function updateOne(exchange: Exchange, route: ResourceRoute): Answer {
  const { info, namespace, name = '' } = route
  const options = writeOptionsOf(exchange, 'UpdateOptions')
  if (!options.ok) return refusal(options.status)
  const object = bodyObject(exchange, info, namespace)
  if (!object.ok) return refusal(object.status)
  const named = object.value.metadata.name
  if (named === undefined || named === '') return refusal(badRequest('name must be provided'))
  if (named !== name) return refusal(badRequest(`the name of the object (${named}) does not match the name on the URL (${name})`))
  const updated = exchange.parts.api.update(writeTarget(route), object.value, options.value)
  return updated.ok ? objectAnswer(200, presentObject(exchange, info, { object: updated.value })) : refusal(updated.status)
}

/** The object in a body, in the namespace that the path names. */
function bodyObject(exchange: Exchange, info: ServedResource, namespace: string | undefined): Result<NewObject> {
  const read = readRequest(exchange, info)
  if (!read.ok) return read
  const metadata: Partial<ObjectMeta> = isFields(read.value['metadata']) ? read.value['metadata'] : {}
  if (info.namespaced && metadata.namespace && metadata.namespace !== namespace) {
    return refused(badRequest('the namespace of the provided object does not match the namespace sent on the request'))
  }
  return done({ ...read.value, metadata: { ...metadata, ...(info.namespaced && namespace !== undefined ? { namespace } : {}) } })
}

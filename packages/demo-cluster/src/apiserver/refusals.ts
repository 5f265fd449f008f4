import type { ResourceInfo } from '../resources.ts'
import type { Status } from '../Status.ts'
import type { ObjectName } from './Api.ts'

/** As much of a resource as its refusals tell. */
type Of = Pick<ResourceInfo, 'group' | 'resource'>

function detailsOf(info: Of | undefined, { resource, name }: ObjectName) {
  const kind = info?.resource ?? resource
  return { name, kind, ...(info?.group ? { group: info.group } : {}) }
}

export function notFound(info: Of | undefined, of: ObjectName): Status {
  return { code: 404, reason: 'NotFound', message: `${of.resource} "${of.name}" not found`, details: detailsOf(info, of) }
}

export function alreadyExists(info: Of | undefined, of: ObjectName): Status {
  return { code: 409, reason: 'AlreadyExists', message: `${of.resource} "${of.name}" already exists`, details: detailsOf(info, of) }
}

export function conflict(info: Of | undefined, of: ObjectName): Status {
  const message = `Operation cannot be fulfilled on ${of.resource} "${of.name}": the object has been modified; please apply your changes to the latest version and try again`
  return { code: 409, reason: 'Conflict', message, details: detailsOf(info, of) }
}

export function badRequest(message: string): Status {
  return { code: 400, reason: 'BadRequest', message }
}

/** What a real apiserver could do and this one says that it leaves out. */
export function notThis(message: string): Status {
  return { code: 405, reason: 'MethodNotAllowed', message }
}

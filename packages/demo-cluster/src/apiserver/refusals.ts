import type { ResourceInfo } from '../resources.ts'
import type { Status, StatusCause } from '../Status.ts'
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

/** `deleting`: the name is still taken by an object that is on its way out. */
export function alreadyExists(info: Of | undefined, of: ObjectName, deleting = false): Status {
  const message = `${deleting ? 'object is being deleted: ' : ''}${of.resource} "${of.name}" already exists`
  return { code: 409, reason: 'AlreadyExists', message, details: detailsOf(info, of) }
}

/** The server made up a name, several times, and each was taken. */
export function nameTaken(info: Of | undefined, of: ObjectName): Status {
  const message = `${of.resource} "${of.name}" already exists, the server was not able to generate a unique name for the object`
  return { code: 409, reason: 'AlreadyExists', message, details: { ...detailsOf(info, of), retryAfterSeconds: 1 } }
}

const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again'

export function conflict(info: Of | undefined, of: ObjectName, why = MODIFIED): Status {
  return { code: 409, reason: 'Conflict', message: `Operation cannot be fulfilled on ${of.resource} "${of.name}": ${why}`, details: detailsOf(info, of) }
}

/** A precondition of a delete: the apiserver names the kind here where it names the resource elsewhere. */
export function preconditionFailed(of: { readonly kind: string; readonly group: string; readonly name: string }, why: string): Status {
  const { kind, group, name } = of
  const message = `Operation cannot be fulfilled on ${group === '' ? kind : `${kind}.${group}`} "${name}": ${why}`
  return { code: 409, reason: 'Conflict', message, details: { name, kind, ...(group === '' ? {} : { group }) } }
}

export function badRequest(message: string): Status {
  return { code: 400, reason: 'BadRequest', message }
}

/** What one of the apiserver's own functions gave as a plain error. */
export function unclassified(message: string): Status {
  return { code: 500, reason: '', message }
}

export function forbidden(info: Of | undefined, of: ObjectName, why: { readonly message: string; readonly causes?: readonly StatusCause[] }): Status {
  const { message, causes } = why
  return {
    code: 403,
    reason: 'Forbidden',
    message: `${of.resource} "${of.name}" is forbidden: ${message}`,
    details: { ...detailsOf(info, of), ...(causes ? { causes } : {}) },
  }
}

export type FieldError = {
  readonly field: string
  readonly reason: 'FieldValueInvalid' | 'FieldValueForbidden' | 'FieldValueRequired'
  readonly detail: string
}

/** 422 with one cause for each error; the message says each once, all together where there are several. */
export function invalid(of: { readonly kind: string; readonly group: string; readonly name: string }, errors: readonly FieldError[]): Status {
  const { kind, group, name } = of
  const words = [...new Set(errors.map(({ field, detail }) => `${field}: ${detail}`))]
  return {
    code: 422,
    reason: 'Invalid',
    message: `${group === '' ? kind : `${kind}.${group}`} "${name}" is invalid: ${words.length === 1 ? words.join('') : `[${words.join(', ')}]`}`,
    details: { name, ...(group === '' ? {} : { group }), kind, causes: errors.map(({ field, reason, detail }) => ({ reason, message: detail, field })) },
  }
}

/** What a real apiserver could do and this one says that it leaves out. */
export function notThis(message: string): Status {
  return { code: 405, reason: 'MethodNotAllowed', message }
}

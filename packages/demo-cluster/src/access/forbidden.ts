import type { User } from '../apiserver/Api.ts'
import type { Status } from '../Status.ts'
import type { Attributes } from './Attributes.ts'

type Of = { readonly apiGroup: string; readonly resource: string; readonly name?: string | undefined }

/** A 403 about an object, a resource or (null) a path, with the apiserver's opening words before `why`. */
export function forbidden(of: Of | null, why: string): Status {
  if (!of) return { code: 403, reason: 'Forbidden', message: `forbidden: ${why}`, details: {} }
  const { apiGroup, resource, name } = of
  const about = [apiGroup ? `${resource}.${apiGroup}` : resource, ...(name ? [JSON.stringify(name)] : [])].join(' ')
  const details = { ...(name ? { name } : {}), ...(apiGroup ? { group: apiGroup } : {}), kind: resource }
  return { code: 403, reason: 'Forbidden', message: `${about} is forbidden: ${why}`, details }
}

/** The 403 of somebody who has no right to do this; `reason` is what could not be resolved on the way. */
export function cannot(user: User, wanted: Attributes, reason = ''): Status {
  const why = `${sentence(user, wanted)}${reason === '' ? '' : `: ${reason}`}`
  return forbidden('path' in wanted ? null : wanted, why)
}

function sentence({ name }: User, wanted: Attributes): string {
  const who = `User ${JSON.stringify(name)} cannot ${wanted.verb}`
  if ('path' in wanted) return `${who} path ${JSON.stringify(wanted.path)}`
  const { resource, subresource, apiGroup, namespace } = wanted
  const what = `resource ${JSON.stringify(subresource ? `${resource}/${subresource}` : resource)} in API group ${JSON.stringify(apiGroup)}`
  return `${who} ${what} ${namespace ? `in the namespace ${JSON.stringify(namespace)}` : 'at the cluster scope'}`
}

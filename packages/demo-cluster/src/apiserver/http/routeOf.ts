import { done, type Result, refused } from '../../Status.ts'
import type { ResourceTable, ServedResource } from '../../schema/resourceTable.ts'
import { badRequest } from '../refusals.ts'
import { resourceNotFound } from './Answer.ts'

/** A path under `/api/v1` or `/apis/GROUP/VERSION` that names a resource. */
export type ResourceRoute = {
  readonly info: ServedResource
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly subresource: string | undefined
  /** What follows `/proxy`, with its slash; empty otherwise. */
  readonly rest: string
}

export type Route = { readonly is: 'path' } | { readonly is: 'resource'; readonly of: ResourceRoute }

/** Namespaces' own subresources; every other third part below a namespace is a resource in it. */
const OF_NAMESPACES = new Set(['status', 'finalize'])

/** Finds what a path speaks of. Discovery's own paths and everything outside the API are plain paths. */
export function routeOf(table: ResourceTable, path: string): Result<Route> {
  const parts = partsOf(path)
  if (!parts) return refused(badRequest(`invalid URL escape in ${JSON.stringify(path)}`))
  const at = parts[0] === 'api' ? 2 : parts[0] === 'apis' ? 3 : 0
  if (at === 0 || parts.length <= at) return done({ is: 'path' })
  const group = at === 2 ? '' : (parts[1] ?? '')
  const version = parts[at - 1] ?? ''
  const inNamespace = parts[at] === 'namespaces' && parts.length > at + 2 && !OF_NAMESPACES.has(parts[at + 2] ?? '')
  const namespace = inNamespace ? parts[at + 1] : undefined
  const [resource = '', name, subresource, ...rest] = parts.slice(inNamespace ? at + 2 : at)
  const info = table.byPath({ group, version, resource })
  if (!info) return refused(resourceNotFound)
  if (inNamespace !== info.namespaced && (name !== undefined || inNamespace)) return refused(resourceNotFound)
  if (subresource !== undefined && (!info.subresources.includes(subresource) || (rest.length > 0 && subresource !== 'proxy'))) return refused(resourceNotFound)
  return done({ is: 'resource', of: { info, namespace, name, subresource, rest: subresource === 'proxy' ? restOf(path, rest) : '' } })
}

function partsOf(path: string): readonly string[] | null {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent)
  } catch {
    return null
  }
}

/** As it was asked for: what is behind the proxy sees its own escapes and its closing slash. */
function restOf(path: string, rest: readonly string[]): string {
  if (rest.length === 0) return '/'
  return `/${path.split('/').filter(Boolean).slice(-rest.length).join('/')}${path.endsWith('/') ? '/' : ''}`
}

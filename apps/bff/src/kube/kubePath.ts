import { Label, type Outcome, Subdomain } from '@binnacle/shared'
import { invalid } from './failure.ts'

/** The subresources that Binnacle may ask for; anything else is no path. */
const SUBRESOURCES = ['log', 'status', 'scale', 'eviction', 'exec', 'attach'] as const
export type Subresource = (typeof SUBRESOURCES)[number]

/** Paths that are no resource. */
const ENDPOINTS = { readyz: '/readyz', livez: '/livez', version: '/version', api: '/api', apis: '/apis' } as const
export type Endpoint = keyof typeof ENDPOINTS

/** Which resource a request is about. `namespace` null or left out: the whole cluster; `name` left out: the collection. */
export type PathParts = {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly namespace?: string | null
  readonly name?: string
  readonly subresource?: Subresource
}

declare const made: unique symbol
/** A path that `kubePath`, `versionPath` or `endpointPath` made. There is no other way to get one, and `ClusterClient` takes nothing else. */
export type KubePath = { readonly text: string; readonly named: boolean; readonly [made]: true }

const GROUP = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const VERSION = /^v[1-9][0-9]{0,3}((alpha|beta)[1-9][0-9]{0,3})?$/
const RBAC = 'rbac.authorization.k8s.io'
const ROLE = /^[A-Za-z0-9:._-]+$/
const RESOURCE = /^[a-z][a-z0-9]{0,62}$/
/** Words that an apiserver reads as something else than a resource where a resource stands (`/api/v1/watch/…`, `/namespaces/<name>/status`). */
const NO_RESOURCE: ReadonlySet<string> = new Set([...SUBRESOURCES, 'watch', 'proxy', 'redirect', 'finalize', 'binding', 'portforward', 'token'])

/**
 * The only builder of paths to a resource. Each part must match Kubernetes' own grammar, and the finished path, read back as a URL, must have exactly
 * the segments that were asked for; otherwise the outcome is `Invalid` and no request can be made of it. Never throws.
 */
export function kubePath(parts: PathParts): Outcome<KubePath> {
  const wrong = firstWrong(parts)
  if (wrong) return { ok: false, failure: invalid(wrong) }
  const { group, version, resource, namespace, name, subresource } = parts
  const segments = group === '' ? ['api', version] : ['apis', group, version]
  if (namespace !== undefined && namespace !== null) segments.push('namespaces', namespace)
  segments.push(resource)
  if (name !== undefined) segments.push(name)
  if (subresource !== undefined) segments.push(subresource)
  const text = `/${segments.join('/')}`
  if (!readsBackAs(text, segments)) return { ok: false, failure: invalid('the name cannot be part of a path') }
  return { ok: true, output: mint(text, name !== undefined) }
}

/** The path of `/readyz` and the like. */
export function endpointPath(endpoint: Endpoint): Outcome<KubePath> {
  return { ok: true, output: mint(ENDPOINTS[endpoint], false) }
}

/** The path at which an apiserver lists the resources of one API version (`/apis/apps/v1`), or describes their fields (`/openapi/v3/apis/apps/v1`). */
export function versionPath({ group, version }: Pick<PathParts, 'group' | 'version'>, what: 'resources' | 'fields'): Outcome<KubePath> {
  const wrong = firstWrong({ group, version, resource: 'pods' })
  if (wrong) return { ok: false, failure: invalid(wrong) }
  const segments = [...(what === 'fields' ? ['openapi', 'v3'] : []), ...(group === '' ? ['api', version] : ['apis', group, version])]
  const text = `/${segments.join('/')}`
  return readsBackAs(text, segments) ? { ok: true, output: mint(text, false) } : { ok: false, failure: invalid('the group cannot be part of a path') }
}

/** The brand exists for the compiler only, so that nothing but this file can make a path. */
function mint(text: string, named: boolean): KubePath {
  return { text, named } as KubePath
}

function firstWrong({ group, version, resource, namespace, name, subresource }: PathParts): string | null {
  if (typeof group !== 'string' || (group !== '' && !(group.length <= 253 && GROUP.test(group)))) return 'not the name of an API group'
  if (typeof version !== 'string' || !VERSION.test(version)) return 'not an API version'
  if (typeof resource !== 'string' || !RESOURCE.test(resource) || NO_RESOURCE.has(resource)) return 'not the name of a resource'
  if (namespace !== undefined && namespace !== null && !Label.safeParse(namespace).success) return 'not the name of a namespace'
  if (name !== undefined && !(Subdomain.safeParse(name).success || (group === RBAC && isRoleName(name)))) return 'not the name of an object'
  if (subresource === undefined) return null
  if (!SUBRESOURCES.includes(subresource)) return 'not a subresource that Binnacle uses'
  return name === undefined ? 'a subresource needs the name of its object' : null
}

/** Roles and their bindings are named more freely (`system:node`), but each is still one segment of a path that no browser or server changes. */
function isRoleName(name: string): boolean {
  return typeof name === 'string' && name.length <= 253 && ROLE.test(name) && !/^\.{1,2}$/.test(name)
}

function readsBackAs(text: string, segments: readonly string[]): boolean {
  const url = new URL(text, 'http://apiserver.invalid')
  if (url.host !== 'apiserver.invalid' || url.search !== '' || url.hash !== '' || url.pathname !== text) return false
  const read = url.pathname.split('/').slice(1)
  return read.length === segments.length && read.every((part, index) => part !== '' && part === segments[index])
}

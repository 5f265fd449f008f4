import type { Attributes } from '../../access/Attributes.ts'
import { type Route } from './routeOf.ts'

const WITH_NAME: Readonly<Record<string, string>> = { GET: 'get', HEAD: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }
const WITHOUT_NAME: Readonly<Record<string, string>> = { GET: 'list', HEAD: 'list', POST: 'create', DELETE: 'deletecollection', PUT: 'update', PATCH: 'patch' }

/** What a request is about, as authorization sees it: a watch is its own verb, one object's list counts as about that object. */
export function attributesOf(method: string, route: Route, { path, query }: { readonly path: string; readonly query: URLSearchParams }): Attributes {
  if (route.is === 'path') return { verb: method === 'HEAD' ? 'get' : method.toLowerCase(), path }
  const { info, name, subresource } = route.of
  const namespace = route.of.namespace ?? (info.resource === 'namespaces' ? name : undefined)
  const watched = ['true', '1'].includes(query.get('watch') ?? '')
  const plain = (name === undefined ? WITHOUT_NAME : WITH_NAME)[method] ?? method.toLowerCase()
  const verb = watched && (plain === 'list' || plain === 'get') && subresource === undefined ? 'watch' : plain
  const selected = /(?:^|,)metadata\.name==?([^,]+)/.exec(query.get('fieldSelector') ?? '')?.[1]
  return { verb, apiGroup: info.group, resource: info.resource, subresource, namespace, name: name ?? (verb === 'create' ? undefined : selected) }
}

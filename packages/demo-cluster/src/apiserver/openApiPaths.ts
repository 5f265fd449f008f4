import type { JsonObject } from '../objects.ts'
import type { GroupVersion, ServedResource } from '../schema/resourceTable.ts'

type Place = 'list' | 'item'

/** Which method each verb has, and where. */
const METHODS: readonly { readonly verb: string; readonly at: Place; readonly method: string; readonly action: string }[] = [
  { verb: 'list', at: 'list', method: 'get', action: 'list' },
  { verb: 'create', at: 'list', method: 'post', action: 'post' },
  { verb: 'deletecollection', at: 'list', method: 'delete', action: 'deletecollection' },
  { verb: 'get', at: 'item', method: 'get', action: 'get' },
  { verb: 'update', at: 'item', method: 'put', action: 'put' },
  { verb: 'patch', at: 'item', method: 'patch', action: 'patch' },
  { verb: 'delete', at: 'item', method: 'delete', action: 'delete' },
]

const WRITES: ReadonlySet<string> = new Set(['post', 'put', 'patch'])

/** The paths of a version's resources; subresources are not told. */
export function pathsOf(base: string, { group, version, resources }: GroupVersion): JsonObject {
  return Object.fromEntries(
    resources.flatMap((resource) => {
      const gvk = { group, kind: resource.kind, version }
      const path = `${base}${resource.namespaced ? '/namespaces/{namespace}' : ''}/${resource.resource}`
      const all = resource.namespaced && resource.verbs.includes('list') ? [[`${base}/${resource.resource}`, { get: operation(gvk, METHODS[0]) }]] : []
      return [...all, ...entry(path, methodsAt(resource, 'list', gvk)), ...entry(`${path}/{name}`, methodsAt(resource, 'item', gvk))]
    }),
  )
}

function entry(path: string, methods: JsonObject): readonly (readonly [string, JsonObject])[] {
  if (Object.keys(methods).length === 0) return []
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ name, in: 'path', required: true, schema: { type: 'string', uniqueItems: true } }))
  return [[path, { ...methods, ...(names.length === 0 ? {} : { parameters: names }) }]]
}

function methodsAt({ verbs }: ServedResource, at: Place, gvk: JsonObject): JsonObject {
  const here = METHODS.filter((one) => one.at === at && verbs.includes(one.verb))
  return Object.fromEntries(here.map((one) => [one.method, operation(gvk, one)]))
}

function operation(gvk: JsonObject, { method, action }: { method: string; action: string } = { method: 'get', action: 'list' }): JsonObject {
  const names = ['dryRun', 'fieldManager', 'fieldValidation', ...(method === 'patch' ? ['force'] : [])]
  const parameters = names.map((name) => ({ name, in: 'query', schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true } }))
  return {
    ...(WRITES.has(method) ? { parameters } : {}),
    responses: { '200': { description: 'OK' } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
  }
}

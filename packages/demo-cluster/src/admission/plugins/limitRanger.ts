import type { KubeObject } from '../../objects.ts'
import { compareQuantities, formatQuantity, parseQuantity, type Quantity } from '../../quantity.ts'
import type { ResourceName } from '../../resources.ts'
import type { Store } from '../../storage/Store.ts'
import { containerRequests } from '../prepare/containerRequests.ts'
import { type Struct, struct, structs, text } from '../Struct.ts'

const ANNOTATION = 'kubernetes.io/limit-ranger'

type Used = { readonly requests: Struct; readonly limits: Struct }

/** A new pod with the requests and limits that its namespace gives to containers without their own, told in an annotation. */
export function withLimits(store: Store, pod: KubeObject): KubeObject {
  return store.list('limitranges', pod.metadata.namespace).reduce(withOneRange, pod)
}

function withOneRange(pod: KubeObject, range: KubeObject): KubeObject {
  const items = structs(struct(range['spec'])['limits']).filter((limit) => limit['type'] === 'Container')
  const merged = (list: string): Struct => Object.assign({}, ...items.map((limit) => struct(limit[list])))
  const given: Used = { requests: merged('defaultRequest'), limits: merged('default') }
  const told: string[] = []
  const spec = struct(pod['spec'])
  const filled = (list: string, word: string) => structs(spec[list]).map((container) => withGiven(container, given, { word, told }))
  const containers = filled('containers', 'container')
  const inits = filled('initContainers', 'init container')
  if (told.length === 0) return pod
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${told.join('; ')}` }
  return { ...pod, metadata: { ...pod.metadata, annotations }, spec: { ...spec, containers, ...(inits.length > 0 ? { initContainers: inits } : {}) } }
}

function withGiven(container: Struct, given: Used, { word, told }: { readonly word: string; readonly told: string[] }): Struct {
  const resources = struct(container['resources'])
  const parts = (['requests', 'limits'] as const).map((list) => {
    const own = struct(resources[list])
    const missing = Object.keys(given[list]).filter((name) => !(name in own))
    if (missing.length > 0) told.push(`${missing.sort().join(', ')} ${list.slice(0, -1)} for ${word} ${text(container['name'])}`)
    return [list, { ...given[list], ...own }] as const
  })
  return { ...container, resources: { ...resources, ...Object.fromEntries(parts.filter(([, list]) => Object.keys(list).length > 0)) } }
}

/** What stands against a new pod or claim in the limits of its namespace; null when nothing does. */
export function limitRefusal(store: Store, resource: ResourceName, object: KubeObject): string | null {
  for (const range of store.list('limitranges', object.metadata.namespace)) {
    const complaints = structs(struct(range['spec'])['limits']).flatMap((limit) => limitComplaints(limit, resource, struct(object['spec'])))
    const different = [...new Set(complaints)]
    if (different.length > 0) return different.length === 1 ? (different[0] ?? null) : `[${different.join(', ')}]`
  }
  return null
}

function limitComplaints(limit: Struct, resource: ResourceName, spec: Struct): readonly string[] {
  const type = text(limit['type'])
  if (resource === 'persistentvolumeclaims')
    return type === 'PersistentVolumeClaim' ? claimComplaints(limit, struct(struct(spec['resources'])['requests'])) : []
  if (type === 'Container')
    return [...structs(spec['containers']), ...structs(spec['initContainers'])].flatMap((container) => usedComplaints(limit, usedBy(container)))
  return type === 'Pod' ? usedComplaints(limit, { requests: containerRequests(spec), limits: containerRequests(spec, 'limits') }) : []
}

function usedBy(container: Struct): Used {
  const { requests, limits } = struct(container['resources'])
  return { requests: struct(requests), limits: struct(limits) }
}

function usedComplaints(limit: Struct, used: Used): readonly string[] {
  const type = text(limit['type'])
  return [
    ...each(limit['min'], (name, least) =>
      outside({ what: `minimum ${name} usage per ${type} is ${formatQuantity(least)}`, name, bound: least, needs: 'requests', sign: -1 }, used),
    ),
    ...each(limit['max'], (name, most) =>
      outside({ what: `maximum ${name} usage per ${type} is ${formatQuantity(most)}`, name, bound: most, needs: 'limits', sign: 1 }, used),
    ),
    ...each(limit['maxLimitRequestRatio'], (name, ratio) =>
      ratioComplaint({ what: `${name} max limit to request ratio per ${type} is ${formatQuantity(ratio)}`, name, ratio }, used),
    ),
  ]
}

function claimComplaints(limit: Struct, requests: Struct): readonly string[] {
  const used: Used = { requests, limits: {} }
  const type = 'PersistentVolumeClaim'
  return [
    ...each(limit['min'], (name, least) =>
      outside({ what: `minimum ${name} usage per ${type} is ${formatQuantity(least)}`, name, bound: least, needs: 'requests', sign: -1 }, used),
    ),
    ...each(limit['max'], (name, most) =>
      outside({ what: `maximum ${name} usage per ${type} is ${formatQuantity(most)}`, name, bound: most, needs: 'requests', sign: 1 }, used),
    ),
  ]
}

function each(list: unknown, complaint: (name: string, amount: Quantity) => string | null): readonly string[] {
  return Object.entries(struct(list)).flatMap(([name, written]) => {
    const amount = parseQuantity(text(written))
    return (amount && complaint(name, amount)) ?? []
  })
}

type Bound = { readonly what: string; readonly name: string; readonly bound: Quantity; readonly needs: 'requests' | 'limits'; readonly sign: 1 | -1 }

function outside({ what, name, bound, needs, sign }: Bound, used: Used): string | null {
  const order = needs === 'requests' ? (['requests', 'limits'] as const) : (['limits', 'requests'] as const)
  for (const list of order) {
    const amount = parseQuantity(text(used[list][name]))
    const word = list.slice(0, -1)
    if (!amount && list === needs) return `${what}.  No ${word} is specified`
    if (amount && compareQuantities(amount, bound) * sign > 0) return `${what}, but ${word} is ${formatQuantity(amount)}`
  }
  return null
}

function ratioComplaint({ what, name, ratio }: { readonly what: string; readonly name: string; readonly ratio: Quantity }, used: Used): string | null {
  const request = Number(parseQuantity(text(used.requests[name]))?.nano ?? 0n)
  const limit = Number(parseQuantity(text(used.limits[name]))?.nano ?? 0n)
  if (request === 0) return `${what}, but no request is specified or request is 0`
  if (limit === 0) return `${what}, but no limit is specified or limit is 0`
  const provided = limit / request
  return provided * 1e9 > Number(ratio.nano) ? `${what}, but provided ratio is ${provided.toFixed(6)}` : null
}

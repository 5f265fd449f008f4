import type { KubeObject } from '../../objects.ts'
import { addQuantities, parseQuantity, type Quantity } from '../../quantity.ts'
import type { ResourceName } from '../../resources.ts'
import { containerRequests } from '../prepare/containerRequests.ts'
import { type Struct, struct, structs, text } from '../Struct.ts'

export type Usage = ReadonlyMap<string, Quantity>

const NAMED = ['configmaps', 'persistentvolumeclaims', 'replicationcontrollers', 'resourcequotas', 'secrets', 'services']
const COMPUTED = ['cpu', 'memory', 'ephemeral-storage']
const OVER = new Set(['Succeeded', 'Failed'])

export function count(of: number): Quantity {
  return { nano: BigInt(of) * 1_000_000_000n, format: 'DecimalSI' }
}

/** What one object takes of the quotas of its namespace, by the names that quotas have for it. */
export function usageOf(resource: ResourceName, object: KubeObject): Usage {
  const own = new Map<string, Quantity>([[`count/${resource}`, count(1)]])
  if (NAMED.includes(resource)) own.set(resource, count(1))
  const spec = struct(object['spec'])
  if (resource === 'pods' && !OVER.has(text(struct(object['status'])['phase']))) return new Map([...own, ...podUsage(spec)])
  if (resource === 'services') return new Map([...own, ...serviceUsage(spec)])
  if (resource === 'persistentvolumeclaims') return new Map([...own, ...claimUsage(spec)])
  return own
}

function podUsage(spec: Struct): Usage {
  const resources = struct(spec['resources'])
  const requests = { ...containerRequests(spec), ...struct(resources['requests']) }
  const limits = { ...containerRequests(spec, 'limits'), ...struct(resources['limits']) }
  return new Map([['pods', count(1)], ...computedUsage(requests, limits)])
}

/** Requests and limits under the names of quotas. */
export function computedUsage(requests: Struct, limits: Struct): Usage {
  const usage = new Map<string, Quantity>()
  for (const [name, written] of Object.entries(requests)) {
    const amount = parseQuantity(text(written))
    if (!amount) continue
    if (COMPUTED.includes(name)) usage.set(name, amount)
    usage.set(`requests.${name}`, amount)
  }
  for (const [name, written] of Object.entries(limits)) {
    const amount = parseQuantity(text(written))
    if (amount && COMPUTED.includes(name)) usage.set(`limits.${name}`, amount)
  }
  return usage
}

function serviceUsage(spec: Struct): Usage {
  const ports = structs(spec['ports'])
  const allocates = spec['type'] === 'NodePort' || (spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] !== false)
  const nodePorts = allocates ? ports.length : ports.filter((port) => port['nodePort']).length
  return new Map([
    ['services.nodeports', count(nodePorts)],
    ['services.loadbalancers', count(spec['type'] === 'LoadBalancer' ? 1 : 0)],
  ])
}

function claimUsage(spec: Struct): Usage {
  const storage = parseQuantity(text(struct(struct(spec['resources'])['requests'])['storage']))
  const className = text(spec['storageClassName'])
  if (!storage) return new Map()
  const byClass = `${className}.storageclass.storage.k8s.io`
  const ofClass: readonly (readonly [string, Quantity])[] =
    className === ''
      ? []
      : [
          [`${byClass}/requests.storage`, storage],
          [`${byClass}/persistentvolumeclaims`, count(1)],
        ]
  return new Map([['requests.storage', storage], ...ofClass])
}

export function added(a: Usage, b: Usage): Usage {
  const sum = new Map(a)
  for (const [name, amount] of b) {
    const there = sum.get(name)
    sum.set(name, there ? addQuantities(there, amount) : amount)
  }
  return sum
}

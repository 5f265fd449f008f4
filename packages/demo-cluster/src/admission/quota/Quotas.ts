import type { KubeObject } from '../../objects.ts'
import { compareQuantities, formatQuantity, parseQuantity, type Quantity, subtractQuantities } from '../../quantity.ts'
import type { ResourceName } from '../../resources.ts'
import type { Store } from '../../storage/Store.ts'
import { type Struct, struct, structs, text } from '../Struct.ts'
import { hasScopes, inScopes } from './quotaScopes.ts'
import { added, computedUsage, count, type Usage, usageOf } from './usageOf.ts'

const NEEDED = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'])
const NOTHING = count(0)

/**
 * Quotas of namespaces against what is stored, which is always up to date: a write is measured against the sum of what its namespace holds at that moment. What each
 * object takes is worked out once.
 */
export class Quotas {
  readonly #store: Store
  readonly #usages = new WeakMap<KubeObject, Usage>()

  constructor(store: Store) {
    this.#store = store
  }

  /** What stands against a write in the quotas of its namespace; null when nothing does. */
  refusal(resource: ResourceName, object: KubeObject, before: KubeObject | null): string | null {
    if (before && resource !== 'services' && resource !== 'persistentvolumeclaims') return null
    const { namespace } = object.metadata
    if (namespace === undefined) return null
    for (const quota of this.#store.list('resourcequotas', namespace)) {
      const complaint = this.#complaint(quota, { resource, object, before })
      if (complaint !== null) return complaint
    }
    return null
  }

  #complaint(
    quota: KubeObject,
    { resource, object, before }: { readonly resource: ResourceName; readonly object: KubeObject; readonly before: KubeObject | null },
  ): string | null {
    if (hasScopes(quota) && (resource !== 'pods' || !inScopes(quota, object))) return null
    const hard = hardOf(quota)
    const missing = resource === 'pods' ? missingAmounts(object, hard) : ''
    if (missing !== '') return `failed quota: ${quota.metadata.name}: must specify ${missing}`
    const was: Usage = before ? usageOf(resource, before) : new Map()
    const asked = [...usageOf(resource, object)].flatMap(([name, amount]) => {
      const more = subtractQuantities(amount, was.get(name) ?? NOTHING)
      return hard.has(name) && more.nano > 0n ? [[name, more] as const] : []
    })
    if (asked.length === 0) return null
    const used = this.used(quota)
    const over = asked
      .filter(([name, more]) => compareQuantities({ ...more, nano: more.nano + (used.get(name)?.nano ?? 0n) }, hard.get(name) ?? NOTHING) > 0)
      .map(([name]) => name)
    if (over.length === 0) return null
    const told = (amounts: Usage) =>
      [...over]
        .sort()
        .map((name) => `${name}=${formatQuantity(amounts.get(name) ?? NOTHING)}`)
        .join(',')
    return `exceeded quota: ${quota.metadata.name}, requested: ${told(new Map(asked))}, used: ${told(used)}, limited: ${told(hard)}`
  }

  /** What a quota's namespace holds of everything that the quota limits. */
  used(quota: KubeObject): Usage {
    const { namespace } = quota.metadata
    const hard = [...hardOf(quota).keys()]
    const scoped = hasScopes(quota)
    const resources = scoped ? ['pods'] : this.#store.resources.filter((resource) => hard.some((name) => counts(resource, name)))
    let sum: Usage = new Map()
    for (const resource of resources) {
      for (const object of this.#store.list(resource, namespace)) {
        if (!scoped || inScopes(quota, object)) sum = added(sum, this.#usage(resource, object))
      }
    }
    return new Map(hard.map((name) => [name, sum.get(name) ?? NOTHING]))
  }

  #usage(resource: ResourceName, object: KubeObject): Usage {
    const known = this.#usages.get(object)
    if (known) return known
    const usage = usageOf(resource, object)
    this.#usages.set(object, usage)
    return usage
  }
}

/** Whether objects of a resource are counted under this name of a quota. */
function counts(resource: ResourceName, name: string): boolean {
  if (name === `count/${resource}` || name === resource || name.startsWith(`${resource}.`)) return true
  if (resource === 'persistentvolumeclaims') return name.endsWith('requests.storage') || name.endsWith('/persistentvolumeclaims')
  return resource === 'pods' && !name.startsWith('count/') && /^(cpu|memory|ephemeral-storage|requests\.|limits\.)/.test(name)
}

/** The status of a quota as it should be now. */
export function quotaStatus(quotas: Quotas, quota: KubeObject): Struct {
  const written = (amounts: Usage) =>
    Object.fromEntries([...amounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, amount]) => [name, formatQuantity(amount)]))
  return { hard: written(hardOf(quota)), used: written(quotas.used(quota)) }
}

function hardOf(quota: KubeObject): ReadonlyMap<string, Quantity> {
  return new Map(
    Object.entries(struct(struct(quota['spec'])['hard'])).flatMap(([name, written]) => {
      const amount = parseQuantity(text(written))
      return amount ? [[name, amount] as const] : []
    }),
  )
}

/** Where a quota limits processors or memory, every container has to say how much it wants of them. */
function missingAmounts(pod: KubeObject, hard: ReadonlyMap<string, Quantity>): string {
  const spec = struct(pod['spec'])
  const needed = [...hard.keys()].filter((name) => NEEDED.has(name)).sort()
  if (needed.length === 0 || Object.keys(struct(spec['resources'])).length > 0) return ''
  const containers = [...structs(spec['containers']), ...structs(spec['initContainers'])]
  const lines = needed.flatMap((name) => {
    const without = containers.filter((container) => {
      const { requests, limits } = struct(container['resources'])
      return !computedUsage(struct(requests), struct(limits)).has(name)
    })
    return without.length === 0
      ? []
      : [
          `${name} for: ${without
            .map((one) => text(one['name']))
            .sort()
            .join(',')}`,
        ]
  })
  return lines.join('; ')
}

import { addQuantities, compareQuantities, formatQuantity, parseQuantity, type Quantity } from '../../quantity.ts'
import { type Struct, struct, structs, text } from '../Struct.ts'

type Amounts = ReadonlyMap<string, Quantity>

/** `containerAmounts` as they are written. */
export function containerRequests(spec: Struct, of: 'requests' | 'limits' = 'requests'): Readonly<Record<string, string>> {
  return Object.fromEntries([...containerAmounts(spec, of)].map(([name, amount]) => [name, formatQuantity(amount)]))
}

/**
 * What the containers of a pod ask for together, as the scheduler and quotas count it: the sum of those that run side by side, or what the greatest init container needs
 * beside the sidecars that were started before it. `of` chooses requests or limits.
 */
export function containerAmounts(spec: Struct, of: 'requests' | 'limits'): Amounts {
  let running = structs(spec['containers']).reduce((sum: Amounts, one) => added(sum, amounts(one, of)), new Map())
  let sidecars: Amounts = new Map()
  let greatest: Amounts = new Map()
  for (const init of structs(spec['initContainers'])) {
    const own = amounts(init, of)
    const isSidecar = init['restartPolicy'] === 'Always'
    if (isSidecar) {
      sidecars = added(sidecars, own)
      running = added(running, own)
    }
    greatest = larger(greatest, isSidecar ? sidecars : added(sidecars, own))
  }
  return larger(running, greatest)
}

function amounts(container: Struct, of: 'requests' | 'limits'): Amounts {
  const read = new Map<string, Quantity>()
  for (const [name, written] of Object.entries(struct(struct(container['resources'])[of]))) {
    const amount = parseQuantity(text(written))
    if (amount) read.set(name, amount)
  }
  return read
}

function added(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, addQuantities)
}

function larger(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (x, y) => (compareQuantities(x, y) >= 0 ? x : y))
}

function merged(a: Amounts, b: Amounts, both: (x: Quantity, y: Quantity) => Quantity): Amounts {
  const next = new Map(a)
  for (const [name, amount] of b) {
    const there = next.get(name)
    next.set(name, there ? both(there, amount) : amount)
  }
  return next
}

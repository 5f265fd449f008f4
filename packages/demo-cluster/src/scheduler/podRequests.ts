import { containerAmounts } from '../admission/prepare/containerRequests.ts'
import type { Pod } from '../kinds.ts'
import { milliValue, type Quantity, wholeValue } from '../quantity.ts'

/** Amounts by resource: processors in thousandths, all else in whole units. */
export type Amounts = ReadonlyMap<string, number>

export function amountsOf(amounts: Iterable<readonly [string, Quantity | string]>): Amounts {
  return new Map(Array.from(amounts, ([resource, amount]) => [resource, resource === 'cpu' ? milliValue(amount) : wholeValue(amount)]))
}

/** What a pod needs of its node. */
export function podRequests({ spec }: Pod): Amounts {
  return amountsOf(containerAmounts(spec, 'requests'))
}

export function sum(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => x + y)
}

export function difference(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => x - y)
}

function combine(a: Amounts, b: Amounts, into: (x: number, y: number) => number): Amounts {
  const resources = new Set([...a.keys(), ...b.keys()])
  return new Map([...resources].map((resource) => [resource, into(a.get(resource) ?? 0, b.get(resource) ?? 0)]))
}

import { milliValue, wholeValue } from '../admission/quantity.ts'
import type { Container, Pod } from '../kinds.ts'

/** Amounts by resource: processors in thousandths, all else in whole units. */
export type Amounts = ReadonlyMap<string, number>

export function amountsOf(written: Readonly<Record<string, string>> | undefined): Amounts {
  return new Map(Object.entries(written ?? {}).map(([resource, amount]) => [resource, resource === 'cpu' ? milliValue(amount) : wholeValue(amount)]))
}

/** What a pod needs of its node: its containers and sidecars together, or the neediest moment of its start where that is more. */
export function podRequests({ spec }: Pod): Amounts {
  let sidecars: Amounts = new Map()
  let start: Amounts = new Map()
  for (const container of spec.initContainers ?? []) {
    const moment = sum(sidecars, requestsOf(container))
    if (container.restartPolicy === 'Always') sidecars = moment
    start = larger(start, moment)
  }
  return larger(start, spec.containers.map(requestsOf).reduce(sum, sidecars))
}

function requestsOf({ resources }: Container): Amounts {
  return amountsOf(resources?.requests)
}

export function sum(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => x + y)
}

export function difference(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => x - y)
}

function larger(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, Math.max)
}

function combine(a: Amounts, b: Amounts, into: (x: number, y: number) => number): Amounts {
  const resources = new Set([...a.keys(), ...b.keys()])
  return new Map([...resources].map((resource) => [resource, into(a.get(resource) ?? 0, b.get(resource) ?? 0)]))
}

import { parseQuantity } from '../../quantity.ts'
import { isSet, type Struct, struct, structs, text } from '../Struct.ts'

const COUNTED = ['cpu', 'memory']

/** `Guaranteed` where every container is limited to what it asks for, `BestEffort` where none asks for anything, else `Burstable`. */
export function qosClass(spec: Struct): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const own = struct(spec['resources'])
  const containers =
    isSet(own['limits']) || isSet(own['requests']) ? [own] : [...structs(spec['containers']), ...structs(spec['initContainers'])].map(resourcesOf)
  const asked = (list: unknown) => COUNTED.filter((name) => amount(struct(list)[name]) > 0n)
  if (containers.every(({ requests, limits }) => asked(requests).length === 0 && asked(limits).length === 0)) return 'BestEffort'
  const isGuaranteed = containers.every(
    ({ requests, limits }) =>
      asked(limits).length === COUNTED.length && COUNTED.every((name) => amount(struct(requests)[name]) === amount(struct(limits)[name])),
  )
  return isGuaranteed ? 'Guaranteed' : 'Burstable'
}

function resourcesOf(container: Struct): Struct {
  return struct(container['resources'])
}

function amount(value: unknown): bigint {
  return parseQuantity(text(value))?.nano ?? 0n
}

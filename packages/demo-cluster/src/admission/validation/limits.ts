import { compareQuantities, formatQuantity, parseQuantity, type Quantity } from '../../quantity.ts'
import { isSet, type Struct, struct, structs, text, texts } from '../Struct.ts'
import { atMostAll, countOrShare, formed, notNegative, optionalOneOf } from './checks.ts'
import { duplicate, type FieldError, forbiddenField, invalid, notSupported, required } from './FieldError.ts'
import { dnsSubdomain } from './formats.ts'
import { amountErrors, isStandardForQuota, resourceNameErrors } from './resources.ts'
import { selectorErrors } from './selectors.ts'

type Errors = readonly FieldError[]

const ACCESS = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
const SCOPES = ['BestEffort', 'CrossNamespacePodAffinity', 'NotBestEffort', 'NotTerminating', 'PriorityClass', 'Terminating', 'VolumeAttributesClass']

export function quotaErrors(spec: Struct): Errors {
  const hard = Object.entries(struct(spec['hard'])).flatMap(([name, amount]) => {
    const field = `spec.hard[${name}]`
    const isKnown = isStandardForQuota(name) || name.includes('/')
    return [
      ...resourceNameErrors(name, field),
      ...(isKnown ? [] : [invalid(field, name, 'must be a standard resource for quota')]),
      ...amountErrors(name, amount, field),
    ]
  })
  const scopes = texts(spec['scopes'])
  return [...hard, ...scopes.filter((one) => !SCOPES.includes(one)).map(() => invalid('spec.scopes', scopes, 'unsupported scope'))]
}

export function limitRangeErrors(spec: Struct): Errors {
  const types = new Set<string>()
  return structs(spec['limits']).flatMap((limit, index) => {
    const at = `spec.limits[${index}]`
    const type = text(limit['type'])
    if (types.has(type)) return [duplicate(`${at}.type`, type)]
    types.add(type)
    const forPod = ['default', 'defaultRequest'].filter((one) => type === 'Pod' && isSet(limit[one]))
    if (forPod.length > 0) return forPod.map((one) => forbiddenField(`${at}.${one}`, "may not be specified when `type` is 'Pod'"))
    return rangeErrors(limit, at)
  })
}

/** Pairs of lists whose amounts must be in order: which is the lesser and greater, and where and how that is said. */
const ORDERED = [
  { lesser: 'min', greater: 'max', at: 'min', shown: 'min', words: ['min', 'max'] },
  { lesser: 'min', greater: 'defaultRequest', at: 'defaultRequest', shown: 'defaultRequest', words: ['min', 'default request'] },
  { lesser: 'defaultRequest', greater: 'max', at: 'defaultRequest', shown: 'defaultRequest', words: ['default request', 'max'] },
  { lesser: 'defaultRequest', greater: 'default', at: 'defaultRequest', shown: 'defaultRequest', words: ['default request', 'default limit'] },
  { lesser: 'min', greater: 'default', at: 'default', shown: 'min', words: ['min', 'default'] },
  { lesser: 'default', greater: 'max', at: 'default', shown: 'max', words: ['default', 'max'] },
] as const

function rangeErrors(limit: Struct, at: string): Errors {
  const names = new Set(['max', 'min', 'default', 'defaultRequest'].flatMap((list) => Object.keys(struct(limit[list]))))
  return [...names].sort().flatMap((name) =>
    ORDERED.flatMap(({ lesser, greater, at: where, shown, words }) => {
      const amountOf = (list: string): Quantity | null => parseQuantity(text(struct(limit[list])[name]))
      const [low, high, said] = [amountOf(lesser), amountOf(greater), amountOf(shown)]
      if (!low || !high || !said || compareQuantities(low, high) <= 0) return []
      const sentence = `${words[0]} value ${formatQuantity(low)} is greater than ${words[1]} value ${formatQuantity(high)}`
      return [invalid(`${at}.${where}[${name}]`, formatQuantity(said), sentence)]
    }),
  )
}

/** Claims of volumes. */
export function claimErrors(spec: Struct, at = 'spec'): Errors {
  const modes = texts(spec['accessModes'])
  const storage = struct(struct(spec['resources'])['requests'])['storage']
  const size = parseQuantity(text(storage))
  const className = text(spec['storageClassName'])
  return [
    ...(modes.length === 0 ? [required(`${at}.accessModes`, 'at least 1 access mode is required')] : []),
    ...modes.filter((mode) => !ACCESS.includes(mode)).map((mode) => notSupported(`${at}.accessModes`, mode, ACCESS)),
    ...(isSet(storage) ? [] : [required(`${at}.resources[storage]`)]),
    ...(size && size.nano <= 0n ? [invalid(`${at}.resources[storage]`, formatQuantity(size), 'must be greater than zero')] : []),
    ...(className === '' ? [] : formed(`${at}.storageClassName`, className, dnsSubdomain(className))),
  ]
}

export function disruptionBudgetErrors(spec: Struct): Errors {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec
  const printed = {
    MinAvailable: minAvailable ?? null,
    Selector: selector ?? null,
    MaxUnavailable: maxUnavailable ?? null,
    UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
  }
  const both = isSet(minAvailable) && isSet(maxUnavailable)
  const counts = (['minAvailable', 'maxUnavailable'] as const).flatMap((one) =>
    isSet(spec[one]) ? [...countOrShare(`spec.${one}`, spec[one]), ...atMostAll(`spec.${one}`, spec[one])] : [],
  )
  return [
    ...(both ? [invalid('spec', printed, 'minAvailable and maxUnavailable cannot be both set')] : []),
    ...counts,
    ...selectorErrors(selector, 'spec.selector'),
    ...optionalOneOf('spec.unhealthyPodEvictionPolicy', unhealthyPodEvictionPolicy, ['AlwaysAllow', 'IfHealthyBudget']),
  ]
}

export function leaseErrors(spec: Struct): Errors {
  const seconds = spec['leaseDurationSeconds']
  return [
    ...(isSet(seconds) && Number(seconds) <= 0 ? [invalid('spec.leaseDurationSeconds', seconds, 'must be greater than 0')] : []),
    ...notNegative('spec.leaseTransitions', spec['leaseTransitions']),
  ]
}

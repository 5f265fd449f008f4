import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { formed, oneOf } from './checks.ts'
import { type FieldError, invalid, notSupported, required } from './FieldError.ts'
import { labelValue, qualifiedName } from './formats.ts'
import { nodeSelectorErrors, selectorErrors } from './selectors.ts'

type Errors = readonly FieldError[]

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

export function tolerationErrors(tolerations: readonly Struct[], field: string): Errors {
  return tolerations.flatMap((one, index) => {
    const at = `${field}[${index}]`
    const key = text(one['key'])
    const operator = text(one['operator'])
    const effect = text(one['effect'])
    return [
      ...(key === '' ? [] : formed(`${at}.key`, key, qualifiedName(key))),
      ...(key === '' && operator !== 'Exists'
        ? [invalid(`${at}.operator`, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"')]
        : []),
      ...(isSet(one['tolerationSeconds']) && effect !== 'NoExecute'
        ? [invalid(`${at}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")]
        : []),
      ...operatorErrors(one, at),
      ...(effect === '' || EFFECTS.includes(effect) ? [] : [notSupported(`${at}.effect`, effect, EFFECTS)]),
    ]
  })
}

function operatorErrors(toleration: Struct, at: string): Errors {
  const value = text(toleration['value'])
  switch (text(toleration['operator'])) {
    case '':
    case 'Equal':
      return formed(`${at}.operator`, value, labelValue(value))
    case 'Exists':
      return value === '' ? [] : [invalid(`${at}.operator`, value, "value must be empty when `operator` is 'Exists'")]
    default:
      return [notSupported(`${at}.operator`, toleration['operator'], ['Equal', 'Exists'])]
  }
}

/** Affinity to nodes and to other pods. */
export function affinityErrors(affinity: unknown, field: string): Errors {
  const { nodeAffinity, podAffinity, podAntiAffinity } = struct(affinity)
  const nodes = struct(nodeAffinity)[REQUIRED]
  return [
    ...(isSet(nodes) ? nodeSelectorErrors(struct(nodes), `${field}.nodeAffinity.${REQUIRED}`) : []),
    ...podAffinityErrors(struct(podAffinity), `${field}.podAffinity`),
    ...podAffinityErrors(struct(podAntiAffinity), `${field}.podAntiAffinity`),
  ]
}

function podAffinityErrors(affinity: Struct, field: string): Errors {
  const must = structs(affinity[REQUIRED]).flatMap((term, index) => termErrors(term, `${field}.${REQUIRED}[${index}]`))
  const should = structs(affinity[PREFERRED]).flatMap((one, index) => {
    const at = `${field}.${PREFERRED}[${index}]`
    const weight = number(one['weight'])
    const inRange = weight >= 1 && weight <= 100
    return [
      ...(inRange ? [] : [invalid(`${at}.weight`, weight, 'must be in the range 1-100')]),
      ...termErrors(struct(one['podAffinityTerm']), `${at}.podAffinityTerm`),
    ]
  })
  return [...must, ...should]
}

function termErrors(term: Struct, at: string): Errors {
  const key = text(term['topologyKey'])
  return [
    ...selectorErrors(term['labelSelector'], `${at}.labelSelector`),
    ...(key === '' ? [required(`${at}.topologyKey`, 'can not be empty')] : []),
    ...formed(`${at}.topologyKey`, key, qualifiedName(key)),
  ]
}

export function spreadErrors(constraints: readonly Struct[], field: string): Errors {
  return constraints.flatMap((one, index) => {
    const at = `${field}[${index}]`
    const skew = number(one['maxSkew'])
    const key = text(one['topologyKey'])
    return [
      ...(skew > 0 ? [] : [invalid(`${at}.maxSkew`, skew, 'must be greater than zero')]),
      ...(key === '' ? [required(`${at}.topologyKey`, 'can not be empty')] : formed(`${at}.topologyKey`, key, qualifiedName(key))),
      ...oneOf(`${at}.whenUnsatisfiable`, one['whenUnsatisfiable'], ['DoNotSchedule', 'ScheduleAnyway']),
      ...selectorErrors(one['labelSelector'], `${at}.labelSelector`),
    ]
  })
}

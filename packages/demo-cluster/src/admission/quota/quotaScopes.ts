import type { KubeObject } from '../../objects.ts'
import { qosClass } from '../prepare/qosClass.ts'
import { isSet, type Struct, struct, structs, text, texts } from '../Struct.ts'

/** Whether a quota counts this pod: all its scopes hold for it. */
export function inScopes(quota: KubeObject, pod: KubeObject): boolean {
  const spec = struct(quota['spec'])
  const plain = texts(spec['scopes']).map((scopeName): Struct => ({ scopeName, operator: 'Exists' }))
  const selected = structs(struct(spec['scopeSelector'])['matchExpressions'])
  return [...plain, ...selected].every((scope) => holds(scope, struct(pod['spec'])))
}

export function hasScopes(quota: KubeObject): boolean {
  const spec = struct(quota['spec'])
  return texts(spec['scopes']).length > 0 || structs(struct(spec['scopeSelector'])['matchExpressions']).length > 0
}

function holds(scope: Struct, pod: Struct): boolean {
  switch (text(scope['scopeName'])) {
    case 'Terminating':
      return isSet(pod['activeDeadlineSeconds'])
    case 'NotTerminating':
      return !isSet(pod['activeDeadlineSeconds'])
    case 'BestEffort':
      return qosClass(pod) === 'BestEffort'
    case 'NotBestEffort':
      return qosClass(pod) !== 'BestEffort'
    case 'PriorityClass':
      return hasPriority(scope, text(pod['priorityClassName']))
    default:
      return false
  }
}

function hasPriority(scope: Struct, name: string): boolean {
  const isListed = texts(scope['values']).includes(name)
  const operator = text(scope['operator'])
  if (operator === 'In') return isListed
  if (operator === 'NotIn') return !isListed
  return operator === 'DoesNotExist' ? name === '' : name !== ''
}

import type { KubeObject } from '../../objects.ts'
import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { type FieldError, forbiddenField, invalid, required } from './FieldError.ts'
import { goJson } from './goJson.ts'
import { printedDifference } from './printedDifference.ts'
import { sameJson } from './sameJson.ts'

type Errors = readonly FieldError[]

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',')

/**
 * A pod is nearly all settled when it is made: what else changes is told with the difference. Giving a pod its node is a change that the apiserver makes itself, on behalf
 * of the scheduler, and is let through.
 */
export function podUpdateErrors(pod: KubeObject, before: KubeObject): Errors {
  const [now, then] = [struct(pod['spec']), struct(before['spec'])]
  if (now === then || sameJson(now, then)) return []
  for (const list of ['containers', 'initContainers'] as const) {
    if (structs(now[list]).length !== structs(then[list]).length) return [forbiddenField(`spec.${list}`, 'pod updates may not add or remove containers')]
  }
  const images = imageErrors(now)
  if (images.length > 0) return images
  const deadline = deadlineErrors(now['activeDeadlineSeconds'], then['activeDeadlineSeconds'])
  if (deadline.length > 0) return deadline
  const tolerations = tolerationErrors(now, then)
  const munged = {
    ...now,
    ...withImages(now, then),
    activeDeadlineSeconds: then['activeDeadlineSeconds'],
    tolerations: then['tolerations'],
    ...placed(now, then),
  }
  if (sameJson(munged, then)) return tolerations
  return [
    ...tolerations,
    forbiddenField(
      'spec',
      `pod updates may not change fields other than ${UPDATABLE}\n${printedDifference(goJson(then, 'PodSpec'), goJson(munged, 'PodSpec'))}`,
    ),
  ]
}

function placed(now: Struct, then: Struct): Struct {
  return isSet(then['nodeName']) ? {} : { nodeName: then['nodeName'], schedulingGates: then['schedulingGates'], ...(isSet(now['nodeName']) ? {} : {}) }
}

function withImages(now: Struct, then: Struct): Struct {
  const lists = ['containers', 'initContainers'].filter((list) => isSet(now[list]))
  return Object.fromEntries(
    lists.map((list) => {
      const before = structs(then[list])
      return [list, structs(now[list]).map((one, index) => ({ ...one, image: before[index]?.['image'] }))]
    }),
  )
}

/** Looked at once more than for a new pod. */
function imageErrors(now: Struct): Errors {
  return ['containers', 'initContainers'].flatMap((list) =>
    structs(now[list]).flatMap((one, index) => (text(one['image']) === '' ? [required(`spec.${list}[${index}].image`)] : [])),
  )
}

function deadlineErrors(now: unknown, then: unknown): Errors {
  const field = 'spec.activeDeadlineSeconds'
  if (!isSet(now)) return isSet(then) ? [invalid(field, null, 'must not update from a positive integer to nil value')] : []
  return isSet(then) && number(now) > number(then) ? [invalid(field, now, 'must be less than or equal to previous value')] : []
}

function tolerationErrors(now: Struct, then: Struct): Errors {
  const asked = structs(now['tolerations'])
  const isKept = (old: Struct) => asked.some((one) => sameJson({ ...one, tolerationSeconds: null }, { ...old, tolerationSeconds: null }))
  return structs(then['tolerations']).every(isKept)
    ? []
    : [forbiddenField('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')]
}

import type { KubeObject } from '../../objects.ts'
import type { ResourceName } from '../../resources.ts'
import { isSet, type Struct, struct, texts } from '../Struct.ts'
import { frozenErrors, secretUpdateErrors } from './data.ts'
import { type FieldError, forbiddenField, immutable, invalid } from './FieldError.ts'
import { goJson } from './goJson.ts'
import { podUpdateErrors } from './podUpdate.ts'
import { printedDifference } from './printedDifference.ts'
import { bindingUpdateErrors } from './rbac.ts'
import { sameJson } from './sameJson.ts'

type Errors = readonly FieldError[]

const STATEFUL_SET_SENTENCE =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
const STATEFUL_SET_OPEN = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]
const CLAIM_SENTENCE = 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'
const JOB_FIXED = ['selector', 'template', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy']

const selectorFixed = (object: KubeObject, before: KubeObject) => fixed(object, before, ['selector'])

const byResource: { readonly [resource: ResourceName]: (object: KubeObject, before: KubeObject) => Errors } = {
  pods: podUpdateErrors,
  'deployments.apps': selectorFixed,
  'replicasets.apps': selectorFixed,
  'daemonsets.apps': selectorFixed,
  'statefulsets.apps': statefulSetUpdateErrors,
  'jobs.batch': jobUpdateErrors,
  services: serviceUpdateErrors,
  secrets: secretUpdateErrors,
  configmaps: (object, before) => frozenErrors(object, before, ['data', 'binaryData']),
  'rolebindings.rbac.authorization.k8s.io': bindingUpdateErrors,
  'clusterrolebindings.rbac.authorization.k8s.io': bindingUpdateErrors,
  persistentvolumeclaims: claimUpdateErrors,
  'priorityclasses.scheduling.k8s.io': (object, before) =>
    object['value'] === before['value'] ? [] : [forbiddenField('value', 'may not be changed in an update.')],
}

/** What an update changes that stays as it was made. */
export function updateErrors(resource: ResourceName, object: KubeObject, before: KubeObject): Errors {
  return byResource[resource]?.(object, before) ?? []
}

function fixed(object: KubeObject, before: KubeObject, fields: readonly string[]): Errors {
  const [now, then] = [struct(object['spec']), struct(before['spec'])]
  return fields
    .filter((field) => !sameJson(now[field], then[field]))
    .map((field) => immutable(`spec.${field}`, field === 'template' ? printedTemplate(struct(now[field])) : (now[field] ?? null)))
}

/** Only the metadata of a template has names of its own in Go. */
function printedTemplate({ metadata, spec }: Struct): Struct {
  return { ...struct(metadata), Spec: goJson(spec, 'PodSpec') }
}

function statefulSetUpdateErrors(object: KubeObject, before: KubeObject): Errors {
  const closed = (of: KubeObject) => Object.fromEntries(Object.entries(struct(of['spec'])).filter(([field]) => !STATEFUL_SET_OPEN.includes(field)))
  return sameJson(closed(object), closed(before)) ? [] : [forbiddenField('spec', STATEFUL_SET_SENTENCE)]
}

/** A suspended job that never ran may still be placed elsewhere. */
function jobUpdateErrors(object: KubeObject, before: KubeObject): Errors {
  const [now, then] = [struct(object['spec']), struct(before['spec'])]
  const indexed = now['completionMode'] === 'Indexed'
  const tandem = indexed && !sameJson(now['completions'], then['completions']) && now['completions'] !== now['parallelism']
  const status = struct(before['status'])
  const movable = then['suspend'] === true && !isSet(status['startTime'])
  const fields = movable ? JOB_FIXED.filter((field) => field !== 'template') : JOB_FIXED
  return [
    ...(indexed ? [] : fixed(object, before, ['completions'])),
    ...(tandem ? [invalid('spec.completions', now['completions'], 'can only be modified in tandem with spec.parallelism')] : []),
    ...fixed(object, before, fields),
  ]
}

function serviceUpdateErrors(object: KubeObject, before: KubeObject): Errors {
  const [now, then] = [struct(object['spec']), struct(before['spec'])]
  if (now['type'] === 'ExternalName' || then['type'] === 'ExternalName') return []
  const [addresses, was] = [texts(now['clusterIPs']), texts(then['clusterIPs'])]
  const address = addresses[0] === was[0] || was.length === 0 ? [] : [invalid('spec.clusterIPs[0]', addresses, 'may not change once set')]
  const class_ = then['type'] === 'LoadBalancer' && now['type'] === 'LoadBalancer' && now['loadBalancerClass'] !== then['loadBalancerClass']
  return [...address, ...(class_ ? [invalid('spec.loadBalancerClass', now['loadBalancerClass'], 'may not change once set')] : [])]
}

function claimUpdateErrors(object: KubeObject, before: KubeObject): Errors {
  const open = (spec: unknown): Struct => ({ ...struct(spec), resources: null, volumeName: null, volumeAttributesClassName: null })
  const requests = (of: KubeObject) => struct(struct(of['spec'])['resources'])
  const isBound = struct(before['status'])['phase'] === 'Bound'
  const same = sameJson(open(object['spec']), open(before['spec'])) && (isBound || sameJson(requests(object), requests(before)))
  return same ? [] : [forbiddenField('spec', `${CLAIM_SENTENCE}\n${claimDifference(object, before)}`)]
}

function claimDifference(object: KubeObject, before: KubeObject): string {
  const type = 'PersistentVolumeClaimSpec'
  return printedDifference(goJson(before['spec'], type), goJson(object['spec'], type))
}

import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { atMostAll, countOrShare, formed, notNegative } from './checks.ts'
import { type FieldError, forbiddenField, invalid, notSupported, required } from './FieldError.ts'
import { dnsLabel } from './formats.ts'
import { claimErrors } from './limits.ts'
import { templateErrors } from './podSpec.ts'
import { isSelected, selectorErrors } from './selectors.ts'

type Errors = readonly FieldError[]

const TEMPLATE = 'spec.template'
const NOT_SELECTED = '`selector` does not match template `labels`'

export function deploymentErrors(spec: Struct): Errors {
  const progress = spec['progressDeadlineSeconds']
  const late = isSet(progress) && number(progress) <= number(spec['minReadySeconds'])
  return [
    ...notNegative('spec.replicas', spec['replicas']),
    ...selectedErrors(spec),
    ...strategyErrors(struct(spec['strategy'])),
    ...notNegative('spec.minReadySeconds', spec['minReadySeconds']),
    ...notNegative('spec.revisionHistoryLimit', spec['revisionHistoryLimit']),
    ...notNegative('spec.progressDeadlineSeconds', progress),
    ...(late ? [invalid('spec.progressDeadlineSeconds', progress, 'must be greater than minReadySeconds')] : []),
  ]
}

export function replicaSetErrors(spec: Struct): Errors {
  return [...notNegative('spec.replicas', spec['replicas']), ...notNegative('spec.minReadySeconds', spec['minReadySeconds']), ...selectedErrors(spec)]
}

function selectedErrors(spec: Struct): Errors {
  const form = selectorFormErrors(spec, 'deployment')
  if (selectorErrors(spec['selector'], 'spec.selector').length > 0) return [...form, invalid('spec.selector', spec['selector'], 'invalid label selector')]
  return [
    ...form,
    ...(isEmptySelector(spec) ? [] : notSelected(spec['selector'], spec['template'])),
    ...templateErrors(spec['template'], TEMPLATE),
    ...alwaysRestarts(spec, 'ReplicaSet'),
  ]
}

function selectorFormErrors(spec: Struct, owner: string): Errors {
  if (!isSet(spec['selector'])) return [required('spec.selector')]
  const empty = isEmptySelector(spec) ? [invalid('spec.selector', struct(spec['selector']), `empty selector is invalid for ${owner}`)] : []
  return [...selectorErrors(spec['selector'], 'spec.selector'), ...empty]
}

function isEmptySelector(spec: Struct): boolean {
  const { matchLabels, matchExpressions } = struct(spec['selector'])
  return isSet(spec['selector']) && Object.keys(struct(matchLabels)).length === 0 && structs(matchExpressions).length === 0
}

/** That the pods of a template would be selected by those who make them. */
export function notSelected(selector: unknown, template: unknown): Errors {
  const labels = struct(struct(template)['metadata'])['labels']
  return isSelected(selector, labels) ? [] : [invalid(`${TEMPLATE}.metadata.labels`, labels ?? null, NOT_SELECTED)]
}

function alwaysRestarts(spec: Struct, owner: string): Errors {
  const pod = struct(struct(spec['template'])['spec'])
  const policy = text(pod['restartPolicy'])
  return [
    ...(policy === 'Always' || policy === '' ? [] : [notSupported(`${TEMPLATE}.spec.restartPolicy`, policy, ['Always'])]),
    ...(isSet(pod['activeDeadlineSeconds'])
      ? [forbiddenField(`${TEMPLATE}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${owner} is not Supported`)]
      : []),
  ]
}

function strategyErrors(strategy: Struct): Errors {
  const type = text(strategy['type'])
  const rolling = strategy['rollingUpdate']
  if (type === 'Recreate') {
    return isSet(rolling) ? [forbiddenField('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'")] : []
  }
  if (type !== 'RollingUpdate') return [notSupported('spec.strategy', printedStrategy(strategy), ['Recreate', 'RollingUpdate'])]
  const { maxSurge, maxUnavailable } = struct(rolling)
  const field = 'spec.strategy.rollingUpdate'
  const stuck = isNothing(maxSurge) && isNothing(maxUnavailable)
  return [
    ...countOrShare(`${field}.maxUnavailable`, maxUnavailable),
    ...countOrShare(`${field}.maxSurge`, maxSurge),
    ...(stuck ? [invalid(`${field}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : []),
    ...atMostAll(`${field}.maxUnavailable`, maxUnavailable),
  ]
}

function isNothing(count: unknown): boolean {
  return typeof count === 'string' ? Number.parseInt(count, 10) === 0 : number(count) === 0
}

/** As Go prints its own struct. */
function printedStrategy(strategy: Struct): Struct {
  return { Type: text(strategy['type']), RollingUpdate: strategy['rollingUpdate'] ?? null }
}

export function replicationControllerErrors(spec: Struct): Errors {
  const selector = struct(spec['selector'])
  const isEmpty = Object.keys(selector).length === 0
  const hasTemplate = isSet(spec['template'])
  return [
    ...notNegative('spec.minReadySeconds', spec['minReadySeconds']),
    ...(isEmpty ? [required('spec.selector')] : []),
    ...notNegative('spec.replicas', spec['replicas']),
    ...(isEmpty || !hasTemplate ? [] : notSelected({ matchLabels: selector }, spec['template'])),
    ...templateErrors(spec['template'], TEMPLATE),
    ...(hasTemplate ? alwaysRestarts(spec, 'ReplicationController') : []),
  ]
}

export function statefulSetErrors(spec: Struct): Errors {
  const policy = text(spec['podManagementPolicy'])
  const strategy = struct(spec['updateStrategy'])
  const type = text(strategy['type'])
  const claims = new Set(structs(spec['volumeClaimTemplates']).map((claim) => text(struct(claim['metadata'])['name'])))
  const service = text(spec['serviceName'])
  return [
    ...(policy === 'OrderedReady' || policy === 'Parallel' ? [] : [invalid('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'")]),
    ...(type === 'RollingUpdate' || type === 'OnDelete'
      ? []
      : [invalid('spec.updateStrategy', printedStrategy(strategy), "must be 'RollingUpdate' or 'OnDelete'")]),
    ...statefulRollingErrors(strategy),
    ...retentionErrors(spec['persistentVolumeClaimRetentionPolicy']),
    ...structs(spec['volumeClaimTemplates']).flatMap((claim, index) => claimErrors(struct(claim['spec']), `spec.volumeClaimTemplates[${index}].spec`)),
    ...notNegative('spec.replicas', spec['replicas']),
    ...notNegative('spec.minReadySeconds', spec['minReadySeconds']),
    ...notNegative('spec.ordinals.start', struct(spec['ordinals'])['start']),
    ...(service === '' ? [] : formed('spec.serviceName', service, dnsLabel(service))),
    ...selectorFormErrors(spec, 'statefulset'),
    ...(isEmptySelector(spec) ? [] : notSelected(spec['selector'], spec['template'])),
    ...templateErrors(spec['template'], TEMPLATE, claims),
    ...alwaysRestarts(spec, 'StatefulSet'),
  ]
}

function statefulRollingErrors({ type, rollingUpdate }: Struct): Errors {
  const field = 'spec.updateStrategy.rollingUpdate'
  const { partition } = struct(rollingUpdate)
  if (type !== 'OnDelete') return notNegative(`${field}.partition`, partition)
  const printed = { Partition: partition ?? null, MaxUnavailable: null }
  return isSet(rollingUpdate) ? [invalid(field, printed, "only allowed for updateStrategy 'RollingUpdate'")] : []
}

function retentionErrors(policy: unknown): Errors {
  const allowed = ['Retain', 'Delete']
  return ['whenDeleted', 'whenScaled'].flatMap((when) => {
    const value = text(struct(policy)[when])
    return !isSet(policy) || allowed.includes(value) ? [] : [notSupported(`spec.persistentVolumeClaimRetentionPolicy.${when}`, value, allowed)]
  })
}

export function daemonSetErrors(spec: Struct): Errors {
  const strategy = struct(spec['updateStrategy'])
  return [
    ...selectorErrors(spec['selector'], 'spec.selector'),
    ...notSelected(spec['selector'], spec['template']),
    ...(isEmptySelector(spec) ? [invalid('spec.selector', struct(spec['selector']), 'empty selector is invalid for daemonset')] : []),
    ...templateErrors(spec['template'], TEMPLATE),
    ...alwaysRestarts(spec, 'DaemonSet'),
    ...notNegative('spec.minReadySeconds', spec['minReadySeconds']),
    ...daemonStrategyErrors(strategy),
    ...notNegative('spec.revisionHistoryLimit', spec['revisionHistoryLimit']),
  ]
}

function daemonStrategyErrors(strategy: Struct): Errors {
  const type = text(strategy['type'])
  if (type === 'OnDelete') return []
  if (type !== 'RollingUpdate') return [notSupported('spec.updateStrategy', printedStrategy(strategy), ['RollingUpdate', 'OnDelete'])]
  const { maxSurge, maxUnavailable } = struct(strategy['rollingUpdate'])
  const field = 'spec.updateStrategy.rollingUpdate'
  return [
    ...countOrShare(`${field}.maxUnavailable`, maxUnavailable),
    ...countOrShare(`${field}.maxSurge`, maxSurge),
    ...(isNothing(maxSurge) && isNothing(maxUnavailable) ? [required(`${field}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')] : []),
    ...(isNothing(maxSurge) || isNothing(maxUnavailable) ? [] : [invalid(`${field}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')]),
  ]
}

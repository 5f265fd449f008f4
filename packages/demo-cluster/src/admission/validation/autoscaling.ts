import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { type FieldError, forbiddenField, invalid, notSupported, required } from './FieldError.ts'

type Errors = readonly FieldError[]

const SOURCES: { readonly [type: string]: string } = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
}

const LONGEST_WINDOW = 3600

export function autoscalerErrors(spec: Struct): Errors {
  const least = spec['minReplicas']
  const most = number(spec['maxReplicas'])
  const metrics = structs(spec['metrics'])
  const toZero = least === 0 && !metrics.some(({ type }) => type === 'Object' || type === 'External')
  return [
    ...(isSet(least) && number(least) < 1 ? [invalid('spec.minReplicas', least, 'must be greater than or equal to 1')] : []),
    ...(most === 0 ? [required('spec.maxReplicas', 'must be set and greater than 0')] : []),
    ...(most < 0 ? [invalid('spec.maxReplicas', most, 'must be greater than or equal to 1')] : []),
    ...(isSet(least) && most < number(least) ? [invalid('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`')] : []),
    ...targetErrors(struct(spec['scaleTargetRef']), 'spec.scaleTargetRef'),
    ...metrics.flatMap((metric, index) => metricErrors(metric, `spec.metrics[${index}]`)),
    ...(toZero ? [forbiddenField('spec.metrics', 'must specify at least one Object or External metric to support scaling to zero replicas')] : []),
    ...behaviourErrors(struct(spec['behavior'])),
  ]
}

function behaviourErrors(behavior: Struct): Errors {
  return ['scaleUp', 'scaleDown'].flatMap((way) => {
    const seconds = struct(behavior[way])['stabilizationWindowSeconds']
    const field = `spec.behavior.${way}.stabilizationWindowSeconds`
    if (number(seconds) < 0) return [invalid(field, seconds, 'must be greater than or equal to zero')]
    return number(seconds) > LONGEST_WINDOW ? [invalid(field, seconds, `must be less than or equal to ${LONGEST_WINDOW}`)] : []
  })
}

function targetErrors(ref: Struct, field: string): Errors {
  const version = text(ref['apiVersion'])
  const names = ['kind', 'name'].flatMap((one) => (text(ref[one]) === '' ? [required(`${field}.${one}`)] : []))
  const grouped = version.includes('/') || version === 'v1'
  return [...names, ...(grouped ? [] : [invalid(`${field}.apiVersion`, version, 'apiVersion must specify API group')])]
}

function metricErrors(metric: Struct, at: string): Errors {
  const type = text(metric['type'])
  const source = SOURCES[type]
  if (type === '') return [required(`${at}.type`, 'must specify a metric source type')]
  // The apiserver looks at it twice.
  if (source === undefined) return [1, 2].map(() => notSupported(`${at}.type`, type, Object.keys(SOURCES)))
  if (!isSet(metric[source])) return [required(`${at}.${source}`, 'must populate information for the given metric source')]
  return source === 'resource' ? resourceMetricErrors(struct(metric[source]), `${at}.resource`) : []
}

function resourceMetricErrors(resource: Struct, at: string): Errors {
  const target = struct(resource['target'])
  const share = target['averageUtilization']
  return [
    ...(text(resource['name']) === '' ? [required(`${at}.name`, 'must specify a resource name')] : []),
    ...(text(target['type']) === '' ? [required(`${at}.target.type`, 'must specify a metric target type')] : []),
    ...(isSet(share) && number(share) < 1 ? [invalid(`${at}.target.averageUtilization`, share, 'must be greater than 0')] : []),
    ...(isSet(share) || isSet(target['averageValue'])
      ? []
      : [required(`${at}.target.averageUtilization`, 'must set either a target raw value or a target utilization')]),
    ...(isSet(share) && isSet(target['averageValue'])
      ? [forbiddenField(`${at}.target.averageValue`, 'may not set both a target raw value and a target utilization')]
      : []),
  ]
}

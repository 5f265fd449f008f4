import type { KubeObject } from '../../objects.ts'
import { isSet, type Struct, struct, text } from '../Struct.ts'
import { notNegative, oneOf, optionalOneOf } from './checks.ts'
import { scheduleComplaint } from './cronSchedule.ts'
import { type FieldError, invalid, notSupported, required } from './FieldError.ts'
import { dnsLabel } from './formats.ts'
import { templateErrors } from './podSpec.ts'
import { isSelected, selectorErrors } from './selectors.ts'
import { notSelected } from './workloads.ts'

type Errors = readonly FieldError[]

const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes']
const ENDING = ['OnFailure', 'Never']
const MODES = ['NonIndexed', 'Indexed']

export function jobErrors(job: KubeObject): Errors {
  const spec = struct(job['spec'])
  return [
    ...generatedErrors(job, spec),
    ...jobSpecErrors(spec, 'spec'),
    ...(isSet(spec['selector']) ? selectorErrors(spec['selector'], 'spec.selector') : [required('spec.selector')]),
    ...notSelected(spec['selector'], spec['template']),
    ...hostnameErrors(job, spec),
  ]
}

/** The pods of an indexed job are called after it and their number. */
function hostnameErrors(job: KubeObject, spec: Struct): Errors {
  const { completions, completionMode } = spec
  if (completionMode !== 'Indexed' || typeof completions !== 'number' || completions < 1) return []
  const last = `${job.metadata.name}-${completions - 1}`
  return dnsLabel(last).length === 0 ? [] : [invalid('metadata.name', job.metadata.name, `will not able to create pod with invalid DNS label: ${last}`)]
}

/** A job that chooses its own pods has the labels and the selector that were made for it. */
function generatedErrors(job: KubeObject, spec: Struct): Errors {
  if (spec['manualSelector'] === true || !isSet(spec['selector'])) return []
  const { uid, name } = job.metadata
  const labels = struct(struct(struct(spec['template'])['metadata'])['labels'])
  const expected: Readonly<Record<string, string>> = {
    'controller-uid': uid,
    'job-name': name,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
  }
  const wrong = Object.entries(expected).flatMap(([key, value]) => {
    const field = `spec.template.metadata.labels[${key}]`
    if (!isSet(labels[key])) return [required(field, `must be '${value}'`)]
    return labels[key] === value ? [] : [invalid(field, labels, `must be '${value}'`)]
  })
  return [...wrong, ...(isSelected(spec['selector'], expected) ? [] : [invalid('spec.selector', spec['selector'], '`selector` not auto-generated')])]
}

function jobSpecErrors(spec: Struct, field: string): Errors {
  return [
    ...COUNTS.flatMap((count) => notNegative(`${field}.${count}`, spec[count])),
    ...(isSet(spec['maxFailedIndexes']) && !isSet(spec['backoffLimitPerIndex'])
      ? [required(`${field}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')]
      : []),
    ...modeErrors(spec, field),
    ...optionalOneOf(`${field}.podReplacementPolicy`, spec['podReplacementPolicy'], ['Failed', 'TerminatingOrFailed']),
    ...templateErrors(spec['template'], `${field}.template`),
    ...endingErrors(spec, `${field}.template.spec.restartPolicy`),
  ]
}

function modeErrors(spec: Struct, field: string): Errors {
  const mode = text(spec['completionMode'])
  const perIndex = spec['backoffLimitPerIndex']
  return [
    ...(mode === '' || MODES.includes(mode) ? [] : [notSupported(`${field}.completionMode`, mode, MODES)]),
    ...(mode === 'Indexed' && !isSet(spec['completions']) ? [required(`${field}.completions`, 'when completion mode is Indexed')] : []),
    ...((mode === '' || mode === 'NonIndexed') && isSet(perIndex)
      ? [invalid(`${field}.backoffLimitPerIndex`, perIndex, 'requires indexed completion mode')]
      : []),
  ]
}

function endingErrors(spec: Struct, field: string): Errors {
  const policy = text(struct(struct(spec['template'])['spec'])['restartPolicy'])
  if (policy === 'Always' || policy === '') return [required(field, 'valid values: "OnFailure", "Never"')]
  if (!ENDING.includes(policy)) return [notSupported(field, policy, ENDING)]
  const failure = isSet(spec['podFailurePolicy']) && policy !== 'Never'
  return failure ? [invalid(field, policy, 'only "Never" is supported when podFailurePolicy is specified')] : []
}

export function cronJobErrors(spec: Struct): Errors {
  const schedule = text(spec['schedule'])
  return [
    ...(schedule === '' ? [required('spec.schedule')] : scheduleErrors(schedule)),
    ...notNegative('spec.startingDeadlineSeconds', spec['startingDeadlineSeconds']),
    ...zoneErrors(spec['timeZone']),
    ...oneOf('spec.concurrencyPolicy', spec['concurrencyPolicy'], ['Allow', 'Forbid', 'Replace']),
    ...jobSpecErrors(struct(struct(spec['jobTemplate'])['spec']), 'spec.jobTemplate.spec'),
    ...notNegative('spec.successfulJobsHistoryLimit', spec['successfulJobsHistoryLimit']),
    ...notNegative('spec.failedJobsHistoryLimit', spec['failedJobsHistoryLimit']),
  ]
}

function scheduleErrors(schedule: string): Errors {
  if (schedule.includes('TZ')) return [invalid('spec.schedule', schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')]
  const complaint = scheduleComplaint(schedule)
  return complaint === null ? [] : [invalid('spec.schedule', schedule, complaint)]
}

function zoneErrors(zone: unknown): Errors {
  if (!isSet(zone)) return []
  if (text(zone) === '') return [invalid('spec.timeZone', zone, 'timeZone must be nil or non-empty string')]
  if (text(zone).toLowerCase() === 'local')
    return [invalid('spec.timeZone', zone, 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones')]
  return isTimeZone(text(zone)) ? [] : [invalid('spec.timeZone', zone, `unknown time zone ${text(zone)}`)]
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

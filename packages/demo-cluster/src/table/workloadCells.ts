import type { KubeObject } from '../objects.ts'
import { humanDuration, since } from './humanDuration.ts'
import { labelsText, selectorText } from './selectorText.ts'
import type { CellsOf } from './tableOf.ts'
import { isThere, listAt, mapAt, numberAt, textAt, valueAt } from './valueAt.ts'

/** The rows of what makes pods. */
export const workloadCells: Readonly<Record<string, CellsOf>> = {
  Deployment: (object, now) => [
    object.metadata.name,
    `${numberAt(object, 'status', 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`,
    numberAt(object, 'status', 'updatedReplicas'),
    numberAt(object, 'status', 'availableReplicas'),
    age(object, now),
    ...containers(object, 'spec', 'template'),
    selectorText(valueAt(object, 'spec', 'selector')),
  ],
  ReplicaSet: (object, now) => [...replicas(object, now), ...containers(object, 'spec', 'template'), selector(object, 'spec')],
  ReplicationController: (object, now) => [...replicas(object, now), ...containers(object, 'spec', 'template'), labelsText(mapAt(object, 'spec', 'selector'))],
  StatefulSet: (object, now) => [
    object.metadata.name,
    `${numberAt(object, 'status', 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`,
    age(object, now),
    ...containers(object, 'spec', 'template'),
  ],
  DaemonSet: (object, now) => [
    object.metadata.name,
    ...['desiredNumberScheduled', 'currentNumberScheduled', 'numberReady', 'updatedNumberScheduled', 'numberAvailable'].map((field) =>
      numberAt(object, 'status', field),
    ),
    labelsText(mapAt(object, 'spec', 'template', 'spec', 'nodeSelector')),
    age(object, now),
    ...containers(object, 'spec', 'template'),
    selector(object, 'spec'),
  ],
  Job: (object, now) => [
    object.metadata.name,
    jobStatus(object),
    completions(object),
    jobDuration(object, now),
    age(object, now),
    ...containers(object, 'spec', 'template'),
    selector(object, 'spec'),
  ],
  CronJob: (object, now) => [
    object.metadata.name,
    textAt(object, 'spec', 'schedule'),
    textAt(object, 'spec', 'timeZone') || '<none>',
    suspended(object),
    listAt(object, 'status', 'active').length,
    isThere(object, 'status', 'lastScheduleTime') ? since(valueAt(object, 'status', 'lastScheduleTime'), now) : '<none>',
    age(object, now),
    ...containers(object, 'spec', 'jobTemplate', 'spec', 'template'),
    selector(object, 'spec', 'jobTemplate', 'spec'),
  ],
  PodTemplate: (object) => [object.metadata.name, ...containers(object, 'template'), labelsText(mapAt(object, 'template', 'metadata', 'labels'))],
  ControllerRevision: (object, now) => [object.metadata.name, controllerOf(object), numberAt(object, 'revision'), age(object, now)],
  PodDisruptionBudget: (object, now) => [
    object.metadata.name,
    textAt(object, 'spec', 'minAvailable') || 'N/A',
    textAt(object, 'spec', 'maxUnavailable') || 'N/A',
    numberAt(object, 'status', 'disruptionsAllowed'),
    age(object, now),
  ],
  Scale: (object, now) => [object.metadata.name, numberAt(object, 'spec', 'replicas'), numberAt(object, 'status', 'replicas'), age(object, now)],
}

function age(object: KubeObject, now: number): string {
  return since(object.metadata.creationTimestamp, now)
}

function replicas(object: KubeObject, now: number): readonly (string | number)[] {
  return [
    object.metadata.name,
    numberAt(object, 'spec', 'replicas'),
    numberAt(object, 'status', 'replicas'),
    numberAt(object, 'status', 'readyReplicas'),
    age(object, now),
  ]
}

/** The names and the images of a template's containers. */
function containers(object: KubeObject, ...template: readonly string[]): readonly [string, string] {
  const all = listAt(object, ...template, 'spec', 'containers')
  return [all.map((one) => textAt(one, 'name')).join(','), all.map((one) => textAt(one, 'image')).join(',')]
}

function selector(object: KubeObject, ...spec: readonly string[]): string {
  return selectorText(valueAt(object, ...spec, 'selector')) || '<none>'
}

/** The first of these that holds is the job's status. */
const JOB_STATES = [
  ['Complete', 'Complete'],
  ['Failed', 'Failed'],
  [null, 'Terminating'],
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
] as const

function jobStatus(job: KubeObject): string {
  const holds = (type: string) =>
    textAt(
      listAt(job, 'status', 'conditions').find((one) => textAt(one, 'type') === type),
      'status',
    ) === 'True'
  const state = JOB_STATES.find(([condition]) => (condition === null ? job.metadata.deletionTimestamp !== undefined : holds(condition)))
  return state?.[1] ?? 'Running'
}

function completions(job: KubeObject): string {
  const succeeded = numberAt(job, 'status', 'succeeded')
  if (isThere(job, 'spec', 'completions')) return `${succeeded}/${numberAt(job, 'spec', 'completions')}`
  const parallelism = numberAt(job, 'spec', 'parallelism')
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function jobDuration(job: KubeObject, now: number): string {
  const start = textAt(job, 'status', 'startTime')
  if (start === '') return ''
  const end = textAt(job, 'status', 'completionTime')
  return humanDuration((end === '' ? now : Date.parse(end)) - Date.parse(start))
}

function suspended(cronJob: KubeObject): string {
  if (!isThere(cronJob, 'spec', 'suspend')) return '<unset>'
  return valueAt(cronJob, 'spec', 'suspend') === true ? 'True' : 'False'
}

function controllerOf(object: KubeObject): string {
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller)
  if (!owner) return '<none>'
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : ''
  return `${owner.kind.toLowerCase()}${group}/${owner.name}`
}

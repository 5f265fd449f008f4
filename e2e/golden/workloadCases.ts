import { type Ago, agoFrom, condition, type Json, main } from './statuses.ts'

/** One Deployment, ReplicaSet or ReplicationController to be made: what differs from a plain one, and the status to be written. */
export type WorkloadCase = {
  readonly name: string
  readonly metadata?: Json
  readonly spec?: Json
  readonly status?: Json
  /** Deleted after its status was written; a finalizer keeps it there. */
  readonly deleted?: boolean
}

/** A template of these containers, with the labels that select it. */
const template = (containers: readonly Json[], labels: Json = { app: 'web' }): Json => ({ metadata: { labels }, spec: { containers } })
const images = (...all: string[]): Json[] => all.map((image, n) => ({ name: `c${n}`, image }))

const counts = (replicas: number, updated: number, available: number): Json => ({
  replicas,
  updatedReplicas: updated,
  readyReplicas: available,
  availableReplicas: available,
  observedGeneration: 1,
})

/** What every kind that makes pods can have in its template. */
const templates: readonly WorkloadCase[] = [
  { name: 'plain' },
  { name: 'zero', spec: { replicas: 0 } },
  { name: 'many', spec: { replicas: 1234567 }, status: { replicas: 1000, readyReplicas: 999, availableReplicas: 998, observedGeneration: 1 } },
  { name: 'image-bare', spec: { template: template(images('nginx')) } },
  { name: 'image-digest', spec: { template: template(images(`registry.example:5000/team/app@sha256:${'0a'.repeat(32)}`)) } },
  { name: 'image-odd', spec: { template: template(images('no such image', 'UPPER:x')) } },
  { name: 'containers-many', spec: { template: template(main('web', 'log', 'mesh', 'debug')) } },
  {
    name: 'containers-init',
    spec: { template: { metadata: { labels: { app: 'web' } }, spec: { initContainers: main('first'), containers: main('web') } } },
  },
  { name: `long-${'n'.repeat(200)}` },
  { name: 'deleted', deleted: true, status: { replicas: 2, readyReplicas: 1, availableReplicas: 1, observedGeneration: 1 } },
  {
    name: 'failing',
    status: { replicas: 0, observedGeneration: 1, conditions: [condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message: 'exceeded quota' })] },
  },
]

const labels = { app: 'web', tier: 'front', 'example.org/part-of': 'shop', empty: '' }

/** The same selector in the words of a ReplicaSet and a Deployment. */
const selectors: readonly WorkloadCase[] = [
  ...selecting('labels', { matchLabels: labels }),
  ...selecting('in', { matchExpressions: [{ key: 'tier', operator: 'In', values: ['middle', 'front', 'back'] }] }),
  ...selecting('in-one', { matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] }),
  ...selecting('not-in', { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['z', 'a'] }] }),
  ...selecting('exists', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }),
  ...selecting('not-exists', { matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }),
  ...selecting('everything', {
    matchLabels: { tier: 'front', app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'NotIn', values: ['b', 'a'] },
      { key: 'tier', operator: 'Exists' },
      { key: 'a', operator: 'DoesNotExist' },
      { key: 'Upper', operator: 'DoesNotExist' },
      { key: 'app', operator: 'In', values: ['web', 'web'] },
    ],
  }),
]

function selecting(what: string, selector: Json): WorkloadCase[] {
  return [{ name: `selector-${what}`, spec: { selector, template: template(main('web'), labels) } }]
}

export function deploymentCases(moment: number): WorkloadCase[] {
  return [...templates, ...selectors, ...rollouts(agoFrom(moment))]
}

function rollouts(ago: Ago): WorkloadCase[] {
  const told = (type: string, status: string, reason: string): Json =>
    condition(type, status, { reason, message: `says ${reason}`, lastUpdateTime: ago(20), lastTransitionTime: ago(30) })
  return [
    { name: 'rolled-out', spec: { replicas: 3 }, status: { ...counts(3, 3, 3), conditions: [told('Progressing', 'True', 'NewReplicaSetAvailable')] } },
    { name: 'rolling', spec: { replicas: 4 }, status: { ...counts(5, 2, 3), terminatingReplicas: 1 } },
    {
      name: 'stuck',
      spec: { replicas: 4, progressDeadlineSeconds: 5 },
      status: { ...counts(5, 1, 4), conditions: [told('Progressing', 'False', 'ProgressDeadlineExceeded')] },
    },
    { name: 'paused', spec: { replicas: 2, paused: true }, status: { ...counts(2, 0, 2), conditions: [told('Progressing', 'Unknown', 'DeploymentPaused')] } },
    { name: 'recreate', spec: { strategy: { type: 'Recreate' } }, status: counts(0, 0, 0) },
    { name: 'rolling-numbers', spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 0 } } } },
    { name: 'rolling-percents', spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: '10%' } } } },
    {
      name: 'annotated',
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '12', 'kubernetes.io/change-cause': 'kubectl set image deployment/web web=app:2' } },
      status: counts(1, 1, 0),
    },
    { name: 'annotated-oddly', metadata: { annotations: { 'deployment.kubernetes.io/revision': 'x', 'kubernetes.io/change-cause': '' } } },
  ]
}

export function replicaSetCases(): WorkloadCase[] {
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '00000000-0000-4000-8000-000000000001', controller: true }
  const revision = (text: string): Json => ({ annotations: { 'deployment.kubernetes.io/revision': text } })
  return [
    ...templates,
    ...selectors,
    { name: 'owned', metadata: { ownerReferences: [owner], ...revision('3') }, status: { replicas: 1, readyReplicas: 1, observedGeneration: 1 } },
    { name: 'owned-by-no-controller', metadata: { ownerReferences: [{ ...owner, controller: false }], ...revision('-3') } },
    { name: 'revision-odd', metadata: revision('three') },
    { name: 'revision-huge', metadata: revision('9223372036854775807') },
    {
      name: 'revision-history',
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '7', 'deployment.kubernetes.io/revision-history': '1,3,x,5' } },
    },
  ]
}

export function replicationControllerCases(): WorkloadCase[] {
  const selector = { app: 'web', tier: 'front', 'example.org/part-of': 'shop' }
  return [
    ...templates,
    { name: 'selector-labels', spec: { selector, template: template(main('web'), { ...selector, more: 'labels' }) } },
    { name: 'selector-of-template', spec: { template: template(main('web'), labels) } },
    { name: 'selector-empty-value', spec: { selector: { empty: '' }, template: template(main('web'), labels) } },
  ]
}

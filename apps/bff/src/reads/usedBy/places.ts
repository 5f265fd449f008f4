import type { Failure } from '@binnacle/shared'
import type { Wanted } from './podUses.ts'

/** A kind of object that can name a Secret or ConfigMap. `spec`: where in it the spec of its pods stands; empty where it runs none. */
export type Place = { readonly group: string; readonly resource: string; readonly kind: string; readonly spec: readonly string[] }

/** The objects of a place, as far as they could be read. */
export type Read = { readonly place: Place; readonly items: readonly unknown[]; readonly failure: Failure | null; readonly partly: boolean }

const TEMPLATE = ['spec', 'template', 'spec'] as const

const running: readonly Place[] = [
  { group: '', resource: 'pods', kind: 'Pod', spec: ['spec'] },
  { group: 'apps', resource: 'deployments', kind: 'Deployment', spec: TEMPLATE },
  { group: 'apps', resource: 'statefulsets', kind: 'StatefulSet', spec: TEMPLATE },
  { group: 'apps', resource: 'daemonsets', kind: 'DaemonSet', spec: TEMPLATE },
  { group: 'apps', resource: 'replicasets', kind: 'ReplicaSet', spec: TEMPLATE },
  { group: '', resource: 'replicationcontrollers', kind: 'ReplicationController', spec: TEMPLATE },
  { group: 'batch', resource: 'jobs', kind: 'Job', spec: TEMPLATE },
  { group: 'batch', resource: 'cronjobs', kind: 'CronJob', spec: ['spec', 'jobTemplate', ...TEMPLATE] },
]

const secretsOnly: readonly Place[] = [
  { group: '', resource: 'serviceaccounts', kind: 'ServiceAccount', spec: [] },
  { group: 'networking.k8s.io', resource: 'ingresses', kind: 'Ingress', spec: [] },
]

export function places(resource: Wanted['resource']): readonly Place[] {
  return resource === 'secrets' ? [...running, ...secretsOnly] : running
}

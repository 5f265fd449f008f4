import type { ApiProxy } from '../golden/ApiProxy.ts'
import type { Json } from '../golden/statuses.ts'

export type WorkloadKind = 'deployments' | 'replicasets' | 'replicationcontrollers'

/** Where lines about workloads are tried out; nothing controls them, so nobody but us changes them. */
export const NAMESPACE = 'lines-b'

export function workloadPath(kind: WorkloadKind, name = '', namespace: string = NAMESPACE): string {
  const group = kind === 'replicationcontrollers' ? '/api/v1' : '/apis/apps/v1'
  return `${group}/namespaces/${namespace}/${kind}${name === '' ? '' : `/${name}`}`
}

/** The template of one version: everything about it that an undo must bring back. */
export function template(version: string, labels: Json = {}): Json {
  const image = (name: string): string => `registry.example/${name}:${version}`
  return {
    metadata: { labels: { app: 'web', ...labels }, annotations: { 'binnacle.dev/proof': version } },
    spec: {
      initContainers: [{ name: 'setup', image: image('setup'), command: ['true'] }],
      containers: [
        { name: 'web', image: image('web'), env: [{ name: 'VERSION', value: version }], ports: [{ containerPort: 80 }] },
        { name: 'log', image: image('log') },
      ],
    },
  }
}

type Made = { readonly namespace?: string; readonly replicas?: number; readonly annotations?: Json; readonly paused?: boolean; readonly version?: string }

export function makeWorkload(api: ApiProxy, kind: WorkloadKind, { name, ...made }: Made & { readonly name: string }): Promise<Json> {
  const { namespace = NAMESPACE, replicas = 3, annotations = {}, version = '3' } = made
  const selector = kind === 'replicationcontrollers' ? { app: 'web' } : { matchLabels: { app: 'web' } }
  const spec = { replicas, selector, template: template(version), ...(made.paused && { paused: true }) }
  return api.post(workloadPath(kind, '', namespace), { metadata: { name, annotations, labels: { app: 'web' } }, spec })
}

/** The ReplicaSet that a Deployment's controller would make of a revision. */
export function makeRevision(api: ApiProxy, owner: Json, { revision, annotations = {} }: { revision: number; annotations?: Json }): Promise<Json> {
  const { name, uid } = owner['metadata'] as { name: string; uid: string } // the border: a stored object has both
  const hash = { 'pod-template-hash': `hash${revision}` }
  return api.post(workloadPath('replicasets'), {
    metadata: {
      name: `${name}-${revision}`,
      labels: { app: 'web', ...hash },
      annotations: { 'deployment.kubernetes.io/revision': String(revision), 'deployment.kubernetes.io/desired-replicas': '3', ...annotations },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    spec: { replicas: 0, selector: { matchLabels: { app: 'web', ...hash } }, template: template(String(revision), hash) },
  })
}

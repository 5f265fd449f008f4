import { type CommandInput, type CommandName, type CommandOutput, ManualClock, type ObjectRef, type Outcome } from '@binnacle/shared'
import { commandHandlers } from '../index.ts'
import { type Stored, WorkloadCluster } from './WorkloadCluster.ts'

const IN_SHOP = '/apis/apps/v1/namespaces/shop'
export const WEB = `${IN_SHOP}/deployments/web`
export const CAUSE = 'kubernetes.io/change-cause'

type Template = NonNullable<Stored['spec']['template']>

export function template(tag: string, hash?: string): Template {
  const containers = [
    { name: 'web', image: `registry.example/web:${tag}`, ports: [{ containerPort: 80 }] },
    { name: 'log', image: 'registry.example/log:1' },
  ]
  return {
    metadata: { labels: { app: 'web', ...(hash === undefined ? {} : { 'pod-template-hash': hash }) } },
    spec: { containers, initContainers: [{ name: 'setup', image: 'registry.example/setup:1' }] },
  }
}

export function replicaSetPath(revision: number): string {
  return `${IN_SHOP}/replicasets/web-${revision}`
}

/** The ReplicaSet of a revision, as the Deployment's controller makes it. */
export function createReplicaSet(
  cluster: WorkloadCluster,
  revision: number,
  more: { annotations?: Record<string, string>; owner?: string; tag?: string } = {},
): void {
  const { annotations = {}, owner = cluster.get(WEB).metadata.uid, tag = String(revision) } = more
  const labels = { app: 'web', 'pod-template-hash': `hash-${revision}` }
  cluster.create(replicaSetPath(revision), {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      labels,
      annotations: { 'deployment.kubernetes.io/revision': String(revision), 'deployment.kubernetes.io/desired-replicas': '9', ...annotations },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: owner, controller: true }],
    },
    spec: { replicas: 0, selector: { matchLabels: labels }, template: template(tag, `hash-${revision}`) },
  })
}

/** A Deployment at revision 5 and generation 7, of which the revisions 3, 4 and 5 are kept. */
export async function webShop(): Promise<WorkloadCluster> {
  const cluster = await WorkloadCluster.start()
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', team: 'blue' }
  const spec = { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: template('1') }
  cluster.create(WEB, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { annotations }, spec })
  for (const tag of ['2', '3', '4', '5']) cluster.edit(WEB, (web) => void (web.spec.template = template(tag)))
  cluster.edit(WEB, (web) => void (web.spec.replicas = 3))
  cluster.edit(WEB, ({ metadata }) => void (metadata.annotations = { ...annotations, 'deployment.kubernetes.io/revision': '5', [CAUSE]: 'five' }))
  createReplicaSet(cluster, 3, { annotations: { [CAUSE]: 'three', team: 'green' } })
  createReplicaSet(cluster, 4)
  createReplicaSet(cluster, 5, { annotations: { [CAUSE]: 'five' } })
  return cluster
}

/** What a person who looks at the Deployment has of it. */
export function refOf(cluster: WorkloadCluster, path = WEB): ObjectRef {
  const { namespace, name, uid } = cluster.get(path).metadata
  return { namespace, name, uid }
}

export const now = new ManualClock()

/** Gives a command as `runCommand` does, with a clock that never waits. */
export function give<N extends CommandName>(cluster: WorkloadCluster, name: N, input: CommandInput<N>): Promise<Outcome<CommandOutput<N>>> {
  const clock = { now: () => now.now(), after: (_ms: number, then: () => void) => (queueMicrotask(then), () => undefined) }
  return commandHandlers[name].execute(input, { client: cluster.client, clock, auditId: 'request-1', about: () => null })
}

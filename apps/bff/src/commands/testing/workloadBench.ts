import { type CommandInput, type CommandName, type CommandOutput, ManualClock, type Outcome } from '@binnacle/shared'
import { commandHandlers } from '../index.ts'
import { FakeCluster, type Stored } from './FakeCluster.ts'

const IN_SHOP = '/apis/apps/v1/namespaces/shop'
export const WEB = `${IN_SHOP}/deployments/web`
export const ref = { namespace: 'shop', name: 'web', uid: 'uid-1' }
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
export function putReplicaSet(cluster: FakeCluster, revision: number, more: { annotations?: Record<string, string>; owner?: string; tag?: string } = {}): void {
  const { annotations = {}, owner = 'uid-1', tag = String(revision) } = more
  cluster.put(replicaSetPath(revision), {
    metadata: {
      name: `web-${revision}`,
      uid: `uid-rs-${revision}`,
      generation: 1,
      resourceVersion: 1,
      labels: { app: 'web' },
      annotations: { 'deployment.kubernetes.io/revision': String(revision), 'deployment.kubernetes.io/desired-replicas': '9', ...annotations },
      ownerReferences: [{ kind: 'Deployment', uid: owner, controller: true }],
    },
    spec: { replicas: 0, template: template(tag, `hash-${revision}`) },
  })
}

/** A Deployment at revision 5 and generation 7, of which the revisions 3, 4 and 5 are kept. */
export function webShop(): FakeCluster {
  const cluster = new FakeCluster()
  cluster.put(WEB, {
    metadata: {
      name: 'web',
      uid: 'uid-1',
      generation: 7,
      resourceVersion: 70,
      annotations: { 'deployment.kubernetes.io/revision': '5', [CAUSE]: 'five', 'kubectl.kubernetes.io/last-applied-configuration': '{}', team: 'blue' },
    },
    spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: template('5') },
  })
  putReplicaSet(cluster, 3, { annotations: { [CAUSE]: 'three', team: 'green' } })
  putReplicaSet(cluster, 4)
  putReplicaSet(cluster, 5, { annotations: { [CAUSE]: 'five' } })
  return cluster
}

export const now = new ManualClock()

/** Gives a command as `runCommand` does, with a clock that never waits. */
export function give<N extends CommandName>(cluster: FakeCluster, name: N, input: CommandInput<N>): Promise<Outcome<CommandOutput<N>>> {
  const clock = { now: () => now.now(), after: (_ms: number, then: () => void) => (queueMicrotask(then), () => undefined) }
  return commandHandlers[name].execute(input, { client: cluster.client, clock, auditId: 'request-1', about: () => null })
}

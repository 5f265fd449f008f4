import type { DeploymentRow, PodRow, ReplicaSetRow, WorkloadCondition } from '@binnacle/shared'

/** Seconds since 1970 at which these tests happen. */
export const NOW = 1_700_000_000

const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost'

export const condition = (reason: string, parts: Partial<WorkloadCondition> = {}): WorkloadCondition => ({
  status: 'True',
  reason,
  message: '',
  since: NOW - 300,
  updated: NOW - 300,
  ...parts,
})

/** lbapp of four pods, revision 2 rolled out five minutes ago. */
export const deployment = (parts: Partial<DeploymentRow> = {}): DeploymentRow => ({
  uid: 'u-lbapp',
  namespace: 'shop',
  name: 'lbapp',
  created: NOW - 3_600,
  desired: 4,
  replicas: 4,
  updated: 4,
  ready: 4,
  available: 4,
  terminating: null,
  generation: 2,
  observedGeneration: 2,
  paused: false,
  strategy: 'RollingUpdate',
  maxSurge: '25%',
  maxUnavailable: '25%',
  progressDeadlineSeconds: 600,
  revision: 2,
  cause: 'version 2',
  progressing: condition('NewReplicaSetAvailable'),
  availability: condition('MinimumReplicasAvailable'),
  replicaFailure: null,
  images: [{ name: 'web', image: `${IMAGE}:2.63.0` }],
  selector: 'app=lbapp',
  deletedAt: null,
  ...parts,
})

export const replicaSet = (revision: number, parts: Partial<ReplicaSetRow> = {}): ReplicaSetRow => ({
  uid: `u-rs-${revision}`,
  namespace: 'shop',
  name: `lbapp-hash${revision}`,
  created: NOW - 3_600 + revision * 60,
  desired: 0,
  replicas: 0,
  ready: 0,
  available: 0,
  terminating: null,
  controller: { kind: 'Deployment', name: 'lbapp', uid: 'u-lbapp' },
  revision,
  revisionHistory: [],
  cause: `version ${revision}`,
  hash: `hash${revision}`,
  failure: null,
  images: [{ name: 'web', image: `${IMAGE}:2.63.0` }],
  selector: 'app=lbapp',
  deletedAt: null,
  ...parts,
})

/** `count` replicas, all ready unless said otherwise. */
export const running = (count: number, ready = count): Pick<ReplicaSetRow, 'desired' | 'replicas' | 'ready' | 'available'> => ({
  desired: count,
  replicas: count,
  ready,
  available: ready,
})

export const pod = (revision: number, suffix: string, parts: Partial<PodRow> = {}): PodRow => ({
  uid: `u-pod-${suffix}`,
  namespace: 'shop',
  name: `lbapp-hash${revision}-${suffix}`,
  created: NOW - 300,
  ready: 1,
  containers: 1,
  status: 'Running',
  restarts: 0,
  lastRestartAt: null,
  ip: '10.0.0.1',
  node: 'node-1',
  nominatedNode: null,
  readinessGates: null,
  controller: { kind: 'ReplicaSet', name: `lbapp-hash${revision}`, uid: `u-rs-${revision}` },
  deletedAt: null,
  notReadySince: null,
  why: null,
  ...parts,
})

/** A pod that waits, or runs badly, for this reason. */
export const failing = (revision: number, suffix: string, [reason, message]: readonly [string, string], parts: Partial<PodRow> = {}): PodRow =>
  pod(revision, suffix, { status: reason, ready: 0, created: NOW - 4, why: { container: 'web', reason, message, at: null }, ...parts })

/** Revision 3, whose image nobody has, on its way: one new pod beside four old ones. */
export const badImage = () => ({
  deployment: deployment({
    desired: 4,
    replicas: 5,
    updated: 1,
    generation: 3,
    observedGeneration: 3,
    revision: 3,
    progressing: condition('ReplicaSetUpdated', { updated: NOW - 5 }),
  }),
  replicaSets: [
    replicaSet(1),
    replicaSet(2, running(4)),
    replicaSet(3, { ...running(1, 0), created: NOW - 5, images: [{ name: 'web', image: `${IMAGE}:2.63.0-nope` }] }),
  ],
  pods: [
    ...['aaaaa', 'bbbbb', 'ccccc', 'ddddd'].map((suffix) => pod(2, suffix)),
    failing(3, 'nnnnn', ['ErrImagePull', `failed to pull image "${IMAGE}:2.63.0-nope": not found`]),
  ],
})

import type { ContainerDetail, PodDetail, PodRow } from '@binnacle/shared'

/** The moment at which the tests look (epoch seconds). */
export const NOW = 1_700_000_000

export const container = (parts: Partial<ContainerDetail> = {}): ContainerDetail => ({
  name: 'web',
  role: 'main',
  image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0',
  ready: true,
  restarts: 0,
  state: { state: 'running', since: NOW - 192 },
  last: null,
  ports: ['8080/TCP (http)'],
  ...parts,
})

export const podRow = (parts: Partial<PodRow> = {}): PodRow => ({
  uid: 'uid-1',
  namespace: 'shop',
  name: 'lbapp-6bb5f98d5f-xmfzb',
  created: NOW - 200,
  ready: 1,
  containers: 1,
  status: 'Running',
  restarts: 0,
  lastRestartAt: null,
  ip: '10.244.0.17',
  node: 'minikube',
  nominatedNode: null,
  readinessGates: null,
  controller: { kind: 'ReplicaSet', name: 'lbapp-6bb5f98d5f', uid: 'rs-1' },
  deletedAt: null,
  notReadySince: null,
  why: null,
  ...parts,
})

type Parts = Partial<Omit<PodDetail, 'row'>> & { readonly row?: Partial<PodRow> }

export const podDetail = ({ row, ...parts }: Parts = {}): PodDetail => {
  const whole = podRow(row)
  return {
    uid: whole.uid,
    namespace: whole.namespace,
    name: whole.name,
    created: whole.created,
    row: whole,
    phase: 'Running',
    qos: 'Burstable',
    serviceAccount: 'default',
    podIPs: ['10.244.0.17'],
    hostIP: '192.168.49.2',
    startedAt: NOW - 198,
    gracePeriodSeconds: 30,
    labels: [['app', 'lbapp']],
    defaultContainer: null,
    containers: [container()],
    conditions: [{ type: 'Ready', status: 'True', reason: '', message: '', since: NOW - 190 }],
    ...parts,
  }
}

/** `state` of a container that ended. */
export const ended = (parts: Partial<Extract<ContainerDetail['state'], { state: 'terminated' }>> = {}): ContainerDetail['state'] => ({
  state: 'terminated',
  reason: 'Error',
  message: '',
  exitCode: 1,
  signal: 0,
  startedAt: NOW - 60,
  finishedAt: NOW - 23,
  ...parts,
})

export const crashing = (): PodDetail =>
  podDetail({
    row: {
      ready: 0,
      status: 'CrashLoopBackOff',
      restarts: 4,
      lastRestartAt: NOW - 23,
      why: {
        container: 'web',
        reason: 'CrashLoopBackOff',
        message: 'last run: exit code 1, Error; back-off 40s restarting failed container=web',
        at: NOW - 23,
      },
    },
    containers: [
      container({
        ready: false,
        restarts: 4,
        state: { state: 'waiting', reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=web pod=lbapp_shop(uid-1)' },
        last: ended({ message: 'panic: no database' }),
      }),
    ],
  })

export const unscheduled = (): PodDetail =>
  podDetail({
    row: {
      ready: 0,
      status: 'Pending',
      ip: null,
      node: null,
      why: { container: '', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Insufficient cpu.', at: NOW - 100 },
    },
    phase: 'Pending',
    containers: [container({ ready: false, state: { state: 'unknown' } })],
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Insufficient cpu.', since: NOW - 100 }],
  })

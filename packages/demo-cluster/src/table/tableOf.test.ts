import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../objects.ts'
import { loadResources } from '../schema/resourceTable.ts'
import { columnsOf } from './columns.ts'
import { humanDuration } from './humanDuration.ts'
import { tableOf } from './tableOf.ts'

const NOW = Date.UTC(2026, 0, 1, 12)
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString().replace('.000', '')

function object(fields: { metadata?: object; [field: string]: unknown } = {}): KubeObject {
  const { metadata, ...rest } = fields
  return { apiVersion: 'v1', kind: 'Thing', ...rest, metadata: { name: 'a', uid: '1', resourceVersion: '7', creationTimestamp: ago(90), ...metadata } }
}

function row(kind: string, fields: Parameters<typeof object>[0]) {
  const table = tableOf({ kind }, [object(fields)], { now: NOW, includeObject: 'None' })
  const names = columnsOf(kind).map(({ name }) => String(name))
  return Object.fromEntries(names.map((name, index) => [name, table.rows[0]?.cells[index]]))
}

describe('durations', () => {
  const minute = 60
  const hour = 60 * minute
  const day = 24 * hour
  it.each([
    [-5, '<invalid>'],
    [-1, '0s'],
    [0, '0s'],
    [119, '119s'],
    [2 * minute, '2m'],
    [9 * minute + 59, '9m59s'],
    [10 * minute + 59, '10m'],
    [3 * hour, '3h'],
    [7 * hour + 59 * minute, '7h59m'],
    [8 * hour + 59 * minute, '8h'],
    [2 * day, '2d'],
    [7 * day + 23 * hour, '7d23h'],
    [8 * day + 23 * hour, '8d'],
    [729 * day, '729d'],
    [730 * day, '2y'],
    [800 * day, '2y70d'],
    [9 * 365 * day, '9y'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text)
  })
})

describe('pods', () => {
  const spec = { containers: [{ name: 'c' }] }
  const waiting = (reason: string, more = {}) => ({ name: 'c', ready: false, restartCount: 0, state: { waiting: { reason } }, ...more })
  const running = (more = {}) => ({ name: 'c', ready: true, restartCount: 0, state: { running: {} }, ...more })
  const ended = (exitCode: number, more = {}) => ({ name: 'c', ready: false, restartCount: 0, state: { terminated: { exitCode, ...more } } })
  const ready = [{ type: 'Ready', status: 'True' }]
  const pod = (status: object, more: object = {}) => {
    const { Ready, Status, Restarts } = row('Pod', { spec, status, ...more })
    return [Ready, Status, Restarts]
  }

  it('say what their containers wait for or ended with', () => {
    expect(pod({ phase: 'Pending' })).toEqual(['0/1', 'Pending', '0'])
    expect(pod({ phase: 'Pending', containerStatuses: [waiting('ContainerCreating')] })).toEqual(['0/1', 'ContainerCreating', '0'])
    expect(pod({ phase: 'Running', containerStatuses: [running()] })).toEqual(['1/1', 'Running', '0'])
    expect(pod({ phase: 'Succeeded', containerStatuses: [ended(0, { reason: 'Completed' })] })).toEqual(['0/1', 'Completed', '0'])
    expect(pod({ phase: 'Failed', containerStatuses: [ended(1, { reason: 'Error' })] })).toEqual(['0/1', 'Error', '0'])
    expect(pod({ phase: 'Failed', containerStatuses: [ended(3)] })).toEqual(['0/1', 'ExitCode:3', '0'])
    expect(pod({ phase: 'Failed', containerStatuses: [ended(137, { signal: 9 })] })).toEqual(['0/1', 'Signal:9', '0'])
    expect(pod({ phase: 'Failed', reason: 'Evicted' })).toEqual(['0/1', 'Evicted', '0'])
  })

  it('say how often and when they were last restarted', () => {
    const lastState = { terminated: { finishedAt: ago(300) } }
    expect(pod({ phase: 'Running', containerStatuses: [waiting('CrashLoopBackOff', { restartCount: 3, lastState })] })).toEqual([
      '0/1',
      'CrashLoopBackOff',
      '3 (5m ago)',
    ])
  })

  it('are one among several containers', () => {
    const two = { spec: { containers: [{ name: 'c' }, { name: 'd' }] } }
    const mixed = [ended(0, { reason: 'Completed' }), running({ name: 'd' })]
    expect(pod({ phase: 'Running', conditions: ready, containerStatuses: mixed }, two)).toEqual(['1/2', 'Running', '0'])
    expect(pod({ phase: 'Running', containerStatuses: mixed }, two)).toEqual(['1/2', 'NotReady', '0'])
    const failed = [ended(0, { reason: 'Completed' }), ended(1, { reason: 'Error' })]
    expect(pod({ phase: 'Failed', containerStatuses: failed }, two)[1]).toBe('Error')
  })

  it('tell how far their init containers are', () => {
    const withInit = { spec: { ...spec, initContainers: [{ name: 'i' }, { name: 'j' }] } }
    const status = (...initContainerStatuses: object[]) => pod({ phase: 'Pending', initContainerStatuses }, withInit)
    expect(status({ ...running(), name: 'i' })[1]).toBe('Init:0/2')
    expect(status({ ...ended(0), name: 'i' }, { ...waiting('PodInitializing'), name: 'j' })[1]).toBe('Init:1/2')
    expect(status({ ...waiting('CrashLoopBackOff', { restartCount: 2 }), name: 'i' })).toEqual(['0/1', 'Init:CrashLoopBackOff', '2'])
    expect(status({ ...ended(1, { reason: 'Error' }), name: 'i' })[1]).toBe('Init:Error')
    expect(status({ ...ended(3), name: 'i' })[1]).toBe('Init:ExitCode:3')
  })

  it('count sidecars', () => {
    const withSidecar = { spec: { ...spec, initContainers: [{ name: 's', restartPolicy: 'Always' }, { name: 'i' }] } }
    const sidecar = { ...running({ restartCount: 1 }), name: 's', started: true }
    expect(pod({ phase: 'Pending', initContainerStatuses: [sidecar, { ...running(), name: 'i', ready: false }] }, withSidecar)).toEqual([
      '1/2',
      'Init:1/2',
      '1',
    ])
    const init = [sidecar, { ...ended(0), name: 'i', restartCount: 4 }]
    expect(pod({ phase: 'Running', initContainerStatuses: init, containerStatuses: [running()] }, withSidecar)).toEqual(['2/2', 'Running', '1'])
  })

  it('are terminating once they are deleted, unless they had ended', () => {
    const deleted = { metadata: { deletionTimestamp: ago(1) } }
    expect(pod({ phase: 'Running', containerStatuses: [running()] }, deleted)[1]).toBe('Terminating')
    expect(pod({ phase: 'Succeeded', containerStatuses: [ended(0, { reason: 'Completed' })] }, deleted)[1]).toBe('Completed')
    expect(pod({ phase: 'Running', reason: 'NodeLost' }, deleted)[1]).toBe('Unknown')
  })

  it('that have ended are marked', () => {
    const table = tableOf({ kind: 'Pod' }, [object({ spec, status: { phase: 'Succeeded' } })], { now: NOW, includeObject: 'None' })
    expect(table.rows[0]?.conditions).toEqual([{ type: 'Completed', status: 'True', reason: 'Succeeded', message: 'The pod has completed successfully.' }])
  })
})

const template = {
  metadata: { labels: { a: 'b' } },
  spec: {
    containers: [
      { name: 'c', image: 'x:1' },
      { name: 'd', image: 'y' },
    ],
  },
}
const selector = {
  matchLabels: { z: '1', a: 'b' },
  matchExpressions: [
    { key: 'k', operator: 'In', values: ['q', 'c'] },
    { key: 'n', operator: 'DoesNotExist' },
  ],
}

it.each<[string, Parameters<typeof object>[0], object]>([
  [
    'Deployment',
    { spec: { replicas: 3, template, selector }, status: { readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1 } },
    { Ready: '1/3', 'Up-to-date': 2, Available: 1, Age: '90s', Containers: 'c,d', Images: 'x:1,y', Selector: 'a=b,k in (c,q),!n,z=1' },
  ],
  ['ReplicationController', { spec: { replicas: 2, template, selector: { b: 'c', a: 'b' } } }, { Desired: 2, Current: 0, Ready: 0, Selector: 'a=b,b=c' }],
  [
    'Job',
    { spec: { parallelism: 2, template }, status: { succeeded: 1, startTime: ago(60) } },
    { Status: 'Running', Completions: '1/1 of 2', Duration: '60s' },
  ],
  [
    'Job',
    {
      spec: { completions: 1, template },
      status: { succeeded: 1, startTime: ago(60), completionTime: ago(55), conditions: [{ type: 'Complete', status: 'True' }] },
    },
    { Status: 'Complete', Completions: '1/1', Duration: '5s' },
  ],
  [
    'CronJob',
    { spec: { schedule: '* * * * *', suspend: false, jobTemplate: { spec: { template } } }, status: { active: [{}] } },
    { Schedule: '* * * * *', Timezone: '<none>', Suspend: 'False', Active: 1, 'Last Schedule': '<none>', Containers: 'c,d' },
  ],
  [
    'Service',
    { spec: { type: 'LoadBalancer', clusterIP: '10.0.0.1', ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }] } },
    { 'External-IP': '<pending>', 'Port(s)': '80:30080/TCP' },
  ],
  ['Service', { spec: { type: 'ExternalName', externalName: 'example.com' } }, { 'Cluster-IP': '<none>', 'External-IP': 'example.com', 'Port(s)': '<none>' }],
  [
    'Ingress',
    { spec: { rules: ['a', 'b', 'c', 'd'].map((host) => ({ host })), tls: [{}] } },
    { Class: '<none>', Hosts: 'a,b,c + 1 more...', Address: '', Ports: '80, 443' },
  ],
  [
    'EndpointSlice',
    { addressType: 'IPv4', ports: [{ port: 80 }], endpoints: [1, 2, 3, 4].map((last) => ({ addresses: [`10.0.0.${last}`] })) },
    { Ports: '80', Endpoints: '10.0.0.1,10.0.0.2,10.0.0.3 + 1 more...' },
  ],
  [
    'Endpoints',
    { subsets: [{ addresses: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }], ports: [{ port: 1 }, { port: 2 }] }] },
    { Endpoints: '10.0.0.1:1,10.0.0.2:1,10.0.0.1:2 + 1 more...' },
  ],
  [
    'Node',
    {
      metadata: { labels: { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '' } },
      spec: { unschedulable: true },
      status: { conditions: [{ type: 'Ready', status: 'Unknown' }], nodeInfo: { kernelVersion: '6.1', architecture: 'amd64', kubeletVersion: 'v1.36.3' } },
    },
    { Status: 'NotReady,SchedulingDisabled', Roles: 'control-plane,worker', Version: 'v1.36.3', 'Kernel-Version': '6.1 (amd64)', 'OS-Image': '<unknown>' },
  ],
  [
    'Event',
    {
      involvedObject: { kind: 'Pod', name: 'web', fieldPath: 'spec' },
      source: { component: 'kubelet', host: 'n' },
      message: ' x\n',
      count: 4,
      firstTimestamp: ago(200),
      lastTimestamp: ago(10),
    },
    { 'Last Seen': '10s', Object: 'pod/web', Subobject: 'spec', Source: 'kubelet, n', Message: 'x', 'First Seen': '3m20s', Count: 4, Name: 'a' },
  ],
  [
    'Event',
    { involvedObject: { kind: 'Node' }, eventTime: ago(30), firstTimestamp: null, reportingComponent: 'scheduler' },
    { 'Last Seen': '30s', Object: 'node', Source: 'scheduler', Count: 1 },
  ],
  [
    'Event',
    { regarding: { kind: 'Pod', name: 'web' }, note: 'x', deprecatedCount: 2, deprecatedLastTimestamp: ago(5) },
    { 'Last Seen': '5s', Object: 'pod/web', Message: 'x', Count: 2 },
  ],
  [
    'ResourceQuota',
    { status: { hard: { pods: '3', 'limits.cpu': '2', 'requests.cpu': '1' }, used: { pods: '1' } } },
    { Request: 'pods: 1/3, requests.cpu: 0/1', Limit: 'limits.cpu: 0/2' },
  ],
  [
    'HorizontalPodAutoscaler',
    {
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 50 } } }],
      },
    },
    { Reference: 'Deployment/web', Targets: 'cpu: <unknown>/50%', MinPods: '1', MaxPods: 3 },
  ],
  ['PodDisruptionBudget', { spec: { minAvailable: '50%' } }, { 'Min Available': '50%', 'Max Unavailable': 'N/A', 'Allowed Disruptions': 0 }],
  [
    'RoleBinding',
    {
      roleRef: { kind: 'Role', name: 'r' },
      subjects: [
        { kind: 'User', name: 'u' },
        { kind: 'ServiceAccount', name: 's', namespace: 'n' },
      ],
    },
    { Role: 'Role/r', Users: 'u', Groups: '', ServiceAccounts: 'n/s' },
  ],
  [
    'PersistentVolumeClaim',
    { spec: { volumeName: '' }, status: { phase: 'Pending' } },
    { Status: 'Pending', Capacity: '', 'Access Modes': '', VolumeMode: '<unset>' },
  ],
  ['Secret', { type: 'Opaque', data: { a: '', b: '' } }, { Type: 'Opaque', Data: 2, Age: '90s' }],
])('%s', (kind, fields, cells) => {
  expect(row(kind, fields)).toMatchObject(cells)
})

it('has as many cells as columns for every kind, and name and date for those without a printer', () => {
  for (const { kind } of loadResources().all) {
    const { columnDefinitions, rows } = tableOf({ kind }, [object()], { now: NOW, includeObject: 'None' })
    expect([kind, rows[0]?.cells.length]).toEqual([kind, kind === 'IPAddress' ? 3 : columnDefinitions?.length])
  }
  expect(row('LimitRange', {})).toEqual({ Name: 'a', 'Created At': ago(90) })
})

it('sends of each object what was asked for', () => {
  const one = object({ spec: {} })
  const table = (includeObject: 'None' | 'Metadata' | 'Object') => tableOf({ kind: 'ConfigMap' }, [one], { now: NOW, includeObject })
  expect(table('None').rows[0]?.object).toBeNull()
  expect(table('Metadata').rows[0]?.object).toEqual({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: one.metadata })
  expect(table('Object').rows[0]?.object).toBe(one)
  expect(table('None').metadata).toEqual({ resourceVersion: '7' })
  expect(tableOf({ kind: 'ConfigMap' }, [one], { now: NOW, includeObject: 'None', noHeaders: true, metadata: { resourceVersion: '9' } })).toMatchObject({
    metadata: { resourceVersion: '9' },
    columnDefinitions: null,
  })
})

import { expect, test } from 'vitest'
import type { Pod, PodSpec } from '../kinds.ts'
import { testParts } from '../testing/testParts.ts'
import type { Node } from '../workloads.ts'
import { startScheduler } from './startScheduler.ts'

const options = { user: { name: 'admin', groups: [] }, fieldManager: 'test' }
const HOSTNAME = 'kubernetes.io/hostname'
const NO_VICTIMS = 'No preemption victims found for incoming pod'
const NOT_HELPFUL = 'Preemption is not helpful for scheduling'

function cluster(nodes: Readonly<Record<string, Partial<Node['spec']>>> = { 'node-1': {} }) {
  const parts = testParts()
  const { api, store, clock } = parts
  const { stop } = startScheduler(parts)
  const addNode = (name: string, spec: Partial<Node['spec']> = {}) =>
    api.create(
      'nodes',
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels: { [HOSTNAME]: name } },
        spec,
        status: { allocatable: { cpu: '2', memory: '4Gi', pods: '10' } },
      },
      options,
    )
  for (const [name, spec] of Object.entries(nodes)) addNode(name, spec)
  const get = (name: string) => store.get('pods', 'default', name) as Pod | undefined
  return {
    ...parts,
    stop,
    addNode,
    run: (name: string, spec: Partial<PodSpec> = {}, labels: Readonly<Record<string, string>> = {}) => {
      api.create(
        'pods',
        { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels }, spec: { containers: [{ name: 'c', image: 'x' }], ...spec } },
        options,
      )
      clock.advance(1)
    },
    gone: (name: string) => api.delete({ resource: 'pods', namespace: 'default', name }, { gracePeriodSeconds: 0 }, options),
    nodeOf: (name: string) => get(name)?.spec.nodeName,
    scheduled: (name: string) => get(name)?.status?.conditions?.find(({ type }) => type === 'PodScheduled'),
    failures: () => store.list('events', 'default').filter(({ reason }) => reason === 'FailedScheduling'),
  }
}

/** As kube-scheduler 1.36 says it of a cluster with one node. */
function alone(reason: string, preemption: string): string {
  return `0/1 nodes are available: 1 ${reason}. no new claims to deallocate, preemption: 0/1 nodes are available: 1 ${preemption}.`
}

const needing = (cpu: string, memory = '1Mi'): Partial<PodSpec> => ({ containers: [{ name: 'c', image: 'x', resources: { requests: { cpu, memory } } }] })
const onPort = (hostPort: number): Partial<PodSpec> => ({ containers: [{ name: 'c', image: 'x', ports: [{ containerPort: 80, hostPort }] }] })
const apartFrom = (app: string): Partial<PodSpec> => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app } }, topologyKey: HOSTNAME }] } },
})
const nextTo = (app: string): Partial<PodSpec> => ({
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app } }, topologyKey: HOSTNAME }] } },
})

test('a pod gets a node, and it is told', () => {
  const { run, nodeOf, scheduled, store } = cluster()
  run('web')
  expect(nodeOf('web')).toBe('node-1')
  expect(scheduled('web')).toEqual({
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: '2026-01-01T00:00:00Z',
  })
  expect(store.list('events')[0]).toMatchObject({ reason: 'Scheduled', action: 'Binding', message: 'Successfully assigned default/web to node-1' })
})

test.each<[string, Partial<PodSpec>, string]>([
  ['more than a node has', needing('3', '8Gi'), alone('Insufficient cpu, 1 Insufficient memory', NOT_HELPFUL)],
  ['more than is left', needing('1500m'), alone('Insufficient cpu', NO_VICTIMS)],
  ['a label that no node has', { nodeSelector: { disk: 'ssd' } }, alone("node(s) didn't match Pod's node affinity/selector", NOT_HELPFUL)],
  [
    'an architecture that no node has',
    {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'arch', operator: 'In', values: ['s390x'] }] }] },
        },
      },
    },
    alone("node(s) didn't match Pod's node affinity/selector", NOT_HELPFUL),
  ],
  ['a port that is taken', onPort(9999), alone("node(s) didn't have free ports for the requested pod ports", NO_VICTIMS)],
  ['to be apart from what is there', apartFrom('db'), alone("node(s) didn't match pod anti-affinity rules", NO_VICTIMS)],
  ['to be next to what is nowhere', nextTo('cache'), alone("node(s) didn't match pod affinity rules", NOT_HELPFUL)],
])('a pod that wants %s stays Pending, in the words of a real cluster', (_, spec, message) => {
  const { run, nodeOf, scheduled, failures } = cluster()
  run(
    'db',
    { ...needing('600m'), containers: [{ ...onPort(9999).containers?.[0], name: 'c', image: 'x', resources: { requests: { cpu: '600m' } } }] },
    { app: 'db' },
  )
  run('web', spec)
  expect(nodeOf('web')).toBeUndefined()
  expect(scheduled('web')).toMatchObject({ status: 'False', reason: 'Unschedulable', message })
  expect(failures().map((event) => [event['type'], event['action'], event['message']])).toEqual([['Warning', 'Scheduling', message]])
})

test('cordons and taints keep pods away, unless they tolerate it', () => {
  const cordoned = cluster({ 'node-1': { unschedulable: true } })
  cordoned.run('web')
  expect(cordoned.scheduled('web')?.message).toBe(alone('node(s) were unschedulable', NOT_HELPFUL))
  const tainted = cluster({ 'node-1': { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] }, 'node-2': { unschedulable: true } })
  tainted.run('web')
  expect(tainted.scheduled('web')?.message).toBe(
    '0/2 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
  )
  tainted.run('model', { tolerations: [{ key: 'gpu', operator: 'Equal', value: 'yes' }] })
  expect(tainted.nodeOf('model')).toBe('node-1')
})

test('a placed pod keeps away those that it wants to be apart from', () => {
  const { run, scheduled, nodeOf } = cluster()
  run('db', apartFrom('web'))
  run('web', {}, { app: 'web' })
  expect(scheduled('web')?.message).toBe(alone("node(s) didn't satisfy existing pods anti-affinity rules", NO_VICTIMS))
  run('other', {}, { app: 'other' })
  expect(nodeOf('other')).toBe('node-1')
})

test('the first of a group that keeps together may come anywhere, the others follow it', () => {
  const { run, nodeOf } = cluster({ 'node-1': {}, 'node-2': {} })
  run('a', nextTo('group'), { app: 'group' })
  run('filler', needing('1'))
  run('b', nextTo('group'), { app: 'group' })
  expect(nodeOf('b')).toBe(nodeOf('a'))
})

test('pods spread over the nodes that have most left', () => {
  const { run, nodeOf } = cluster({ 'node-1': {}, 'node-2': {} })
  for (const name of ['a', 'b', 'c', 'd']) run(name, needing('500m'))
  expect(['a', 'b', 'c', 'd'].map(nodeOf)).toEqual(['node-1', 'node-2', 'node-1', 'node-2'])
})

test('when something frees, a waiting pod gets its place after its back-off', () => {
  const { run, gone, nodeOf, scheduled, clock } = cluster()
  run('db', needing('1500m'))
  run('web', needing('1'))
  gone('db')
  clock.advance(900)
  expect(nodeOf('web')).toBeUndefined()
  clock.advance(200)
  expect(nodeOf('web')).toBe('node-1')
  expect(scheduled('web')).toMatchObject({ status: 'True' })
  expect(scheduled('web')).not.toHaveProperty('message')
})

test('a node that comes or is uncordoned takes the pods that waited; without nodes they wait for one', () => {
  const { run, addNode, nodeOf, scheduled, clock, failures, stop } = cluster({})
  run('web')
  expect(scheduled('web')?.message).toBe('no nodes available to schedule pods')
  clock.advance(60_000)
  expect(failures()).toHaveLength(1)
  addNode('node-9')
  clock.advance(1)
  expect(nodeOf('web')).toBe('node-9')
  stop()
  expect(clock.next).toBeNull()
})

test('A pod goes where it would rather be, by nodes and by company, and elsewhere where that is full', () => {
  const { run, nodeOf } = cluster({ a: {}, b: {}, c: {} })
  const nodes = (value: string, weight: number) => ({ weight, preference: { matchExpressions: [{ key: HOSTNAME, operator: 'In' as const, values: [value] }] } })
  run('on-b', { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [nodes('b', 80), nodes('c', 20)] } } }, { app: 'db' })
  expect(nodeOf('on-b')).toBe('b')
  const term = { weight: 1, podAffinityTerm: { topologyKey: HOSTNAME, labelSelector: { matchLabels: { app: 'db' } } } }
  run('near', { affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } } })
  run('far', { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } } })
  expect([nodeOf('near'), nodeOf('far')]).toEqual(['b', 'a'])
  const large = { containers: [{ name: 'c', image: 'x', resources: { requests: { cpu: '1500m' } } }] }
  run('fills', { ...large, nodeSelector: { [HOSTNAME]: 'b' } })
  run('gives-way', { ...large, affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } } })
  expect(nodeOf('gives-way')).not.toBe('b')
})

test('Pods that insist on being spread are, and wait where that cannot be', () => {
  const { run, nodeOf, scheduled, gone, clock } = cluster({ a: {}, b: {} })
  const spread = (topologyKey: string) => ({
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule' as const, labelSelector: { matchLabels: { app: 'web' } } }],
  })
  for (const name of ['one', 'two', 'three', 'four']) run(name, spread(HOSTNAME), { app: 'web' })
  expect(['a', 'b'].map((node) => ['one', 'two', 'three', 'four'].filter((name) => nodeOf(name) === node).length)).toEqual([2, 2])
  run('zoned', spread('zone'), { app: 'web' })
  expect(scheduled('zoned')?.message).toContain("2 node(s) didn't match pod topology spread constraints (missing required label).")
  run('fifth', { ...spread(HOSTNAME), nodeSelector: { [HOSTNAME]: 'a' } }, { app: 'web' })
  expect(nodeOf('fifth')).toBe('a')
  const others = ['one', 'two', 'three', 'four'].filter((name) => nodeOf(name) === 'b')
  for (const name of others) gone(name)
  run('held', { ...spread(HOSTNAME), containers: [{ name: 'c', image: 'x', ports: [{ containerPort: 80, hostPort: 80 }] }] }, { app: 'web' })
  expect(nodeOf('held')).toBe('b')
  run('sixth', { ...spread(HOSTNAME), containers: [{ name: 'c', image: 'x', ports: [{ containerPort: 80, hostPort: 80 }] }] }, { app: 'web' })
  expect(scheduled('sixth')?.message).toContain("1 node(s) didn't match pod topology spread constraints")
  gone('held')
  clock.advance(20_000)
  expect(nodeOf('sixth')).toBe('b')
})

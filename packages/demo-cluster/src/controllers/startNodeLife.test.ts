import { expect, test } from 'vitest'
import type { Pod } from '../kinds.ts'
import { microTimestamp, timestamp } from '../objects.ts'
import { testParts } from '../testing/testParts.ts'
import type { Node } from '../workloads.ts'
import { startNodeLife } from './startNodeLife.ts'
import { startPodGarbage } from './startPodGarbage.ts'
import { startTaintEviction } from './startTaintEviction.ts'

const options = { user: { name: 'kubelet', groups: [] }, fieldManager: 'kubelet' }

/** Two nodes whose kubelets renew their leases until they are cut off. */
function cluster() {
  const parts = testParts()
  const { api, clock, store } = parts
  startNodeLife(parts)
  startTaintEviction(parts)
  startPodGarbage(parts)
  const down = new Set<string>()
  const report = (name: string) => {
    const found = store.get('nodes', undefined, name)
    const conditions = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'].map((type) => ({
      type,
      status: type === 'Ready' ? 'True' : 'False',
      lastHeartbeatTime: timestamp(clock.now()),
      lastTransitionTime: timestamp(clock.now()),
    }))
    if (found) api.update({ resource: 'nodes', name, subresource: 'status' }, { ...found, status: { conditions } }, options)
  }
  const beat = (name: string) => {
    clock.after(10_000, () => beat(name))
    if (down.has(name)) return
    const of = { resource: 'leases.coordination.k8s.io', namespace: 'kube-node-lease', name }
    const spec = { renewTime: microTimestamp(clock.now()) }
    const lease = store.get(of.resource, of.namespace, name)
    if (lease) api.update(of, { ...lease, spec }, options)
    else api.create(of.resource, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: of.namespace }, spec }, options)
  }
  for (const name of ['one', 'two']) {
    api.create('nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: {} }, options)
    report(name)
    beat(name)
  }
  const run = (name: string, tolerations: readonly object[] = []) => {
    const spec = { nodeName: 'one', containers: [], tolerations }
    const made = api.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec }, options)
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
    if (made.ok) api.update({ resource: 'pods', namespace: 'default', name, subresource: 'status' }, { ...made.value, status }, options)
  }
  const node = (name = 'one') => store.get('nodes', undefined, name) as Node
  const ready = (name = 'one') => node(name).status?.conditions?.find(({ type }) => type === 'Ready')
  const taints = (name = 'one') => (node(name).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`)
  const pod = (name: string) => store.get('pods', 'default', name) as Pod | undefined
  const events = () => [...store.list('events', 'default')].map((event) => `${String(event['reason'])}: ${String(event['message'])}`)
  clock.advance(15_000)
  return { ...parts, down, report, beat, run, node, ready, taints, pod, events }
}

const standard = (seconds: number) =>
  ['not-ready', 'unreachable'].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: seconds }))

test('A silent node is Unknown after its grace, tainted, its pods not ready and after their tolerance deleted', () => {
  const { down, run, clock, ready, taints, pod, events } = cluster()
  run('web', standard(300))
  run('agent', [{ operator: 'Exists' }])
  down.add('one')
  clock.advance(44_000)
  expect(ready()?.status).toBe('True')
  clock.advance(10_000)
  expect(ready()).toMatchObject({ status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' })
  expect(taints()).toEqual(['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute'])
  expect(pod('web')?.status?.conditions?.[0]?.status).toBe('False')
  expect(events()).toEqual(expect.arrayContaining(['NodeNotReady: Node one status is now: NodeNotReady', 'NodeNotReady: Node is not ready']))
  clock.advance(290_000)
  expect(pod('web')?.metadata.deletionTimestamp).toBeUndefined()
  clock.advance(20_000)
  expect(pod('web')?.metadata.deletionTimestamp).toBeDefined()
  expect(pod('web')?.status?.conditions).toContainEqual(expect.objectContaining({ type: 'DisruptionTarget', reason: 'DeletionByTaintManager' }))
  expect(pod('agent')?.metadata.deletionTimestamp).toBeUndefined()
  expect(events()).toContain('TaintManagerEviction: Marking for deletion Pod default/web')
})

test('A node that is heard again heals, and its pods stay', () => {
  const { down, run, clock, ready, taints, pod, report, events } = cluster()
  run('web', standard(300))
  down.add('one')
  clock.advance(120_000)
  expect(ready()?.status).toBe('Unknown')
  down.delete('one')
  report('one')
  clock.advance(400_000)
  expect([ready()?.status, taints(), pod('web')?.metadata.deletionTimestamp]).toEqual(['True', [], undefined])
  expect(events()).toContain('TaintManagerEviction: Cancelling deletion of Pod default/web')
})

test('Where no node is ready nothing is evicted', () => {
  const { down, run, clock, taints, pod } = cluster()
  run('web', standard(30))
  down.add('one')
  down.add('two')
  clock.advance(600_000)
  expect(taints()).toEqual(['node.kubernetes.io/unreachable:NoSchedule'])
  expect(pod('web')?.metadata.deletionTimestamp).toBeUndefined()
})

test('A cordoned node has a taint that keeps pods off', () => {
  const { api, node, taints, clock } = cluster()
  api.update({ resource: 'nodes', name: 'two' }, { ...node('two'), spec: { unschedulable: true } }, options)
  clock.advance(1)
  expect(taints('two')).toEqual(['node.kubernetes.io/unschedulable:NoSchedule'])
  api.update({ resource: 'nodes', name: 'two' }, { ...node('two'), spec: { ...node('two').spec, unschedulable: false } }, options)
  clock.advance(1)
  expect(taints('two')).toEqual([])
})

test('Pods of a node that is gone fail and are deleted after a while', () => {
  const { run, api, clock, pod } = cluster()
  run('web')
  api.delete({ resource: 'nodes', name: 'one' }, {}, options)
  clock.advance(39_000)
  expect(pod('web')?.status?.phase).toBe('Running')
  clock.advance(2_000)
  expect(pod('web')).toBeUndefined()
})

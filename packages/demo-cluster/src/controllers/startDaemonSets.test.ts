import { expect, test } from 'vitest'
import type { Pod } from '../kinds.ts'
import { fakeKubelet } from '../testing/fakeKubelet.ts'
import { testParts } from '../testing/testParts.ts'
import type { DaemonSet, Node } from '../workloads.ts'
import { nodeOf } from './daemons/daemonPod.ts'
import { startDaemonSets } from './startDaemonSets.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }

/** Puts each pod on the node of its affinity, as the scheduler would. */
function bind({ api, clock, store }: ReturnType<typeof testParts>): void {
  store.subscribe(({ resource, type, object }) => {
    if (resource !== 'pods' || type !== 'ADDED') return
    const of = { resource, namespace: object.metadata.namespace, name: object.metadata.name }
    const nodeName = nodeOf(object as Pod)
    clock.after(10, () => {
      const found = api.get(of)
      if (found.ok && nodeName) api.update(of, { ...found.value, spec: { ...(found.value as Pod).spec, nodeName } }, options)
    })
  })
}

function cluster(nodes: readonly string[] = ['one', 'two']) {
  const parts = testParts()
  const { api, clock, store } = parts
  startDaemonSets(parts)
  bind(parts)
  fakeKubelet(parts)
  const of = { resource: 'daemonsets.apps', namespace: 'default', name: 'agent' }
  const node = (name: string, spec: object = {}) => {
    const found = store.get('nodes', undefined, name) as Node | undefined
    if (found) api.update({ resource: 'nodes', name }, { ...found, spec: { ...found.spec, ...spec } }, options)
    else api.create('nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec }, options)
    clock.advance(1_000)
  }
  for (const name of nodes) node(name)
  const template = (image: string) => ({ metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'c', image }] } })
  const spec = {
    selector: { matchLabels: { app: 'agent' } },
    template: template('a:1'),
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
  }
  api.create(of.resource, { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { namespace: 'default', name: 'agent' }, spec }, options)
  clock.advance(1_000)
  const set = () => store.get(of.resource, of.namespace, of.name) as DaemonSet
  const pods = () => store.list('pods', 'default') as readonly Pod[]
  const places = () => pods().map((pod) => `${nodeOf(pod)} ${pod.spec.containers[0]?.image}`)
  const change = (image: string) => api.update(of, { ...set(), spec: { ...set().spec, template: template(image) } }, options)
  return { ...parts, node, set, pods, places, change, of }
}

test('Each node has one pod, also one that comes later', () => {
  const { places, node, set, pods } = cluster()
  expect(places().sort()).toEqual(['one a:1', 'two a:1'])
  node('three')
  expect(places().sort()).toEqual(['one a:1', 'three a:1', 'two a:1'])
  expect(set().status).toMatchObject({ desiredNumberScheduled: 3, currentNumberScheduled: 3, numberMisscheduled: 0, updatedNumberScheduled: 3 })
  expect(pods()[0]?.spec.tolerations?.map(({ key }) => key)).toContain('node.kubernetes.io/unschedulable')
})

test('A taint that is not tolerated keeps pods off a node; NoExecute drives them away', () => {
  const { places, node, set } = cluster()
  node('one', { taints: [{ key: 'gpu', effect: 'NoSchedule' }] })
  expect([places().length, set().status?.numberMisscheduled]).toEqual([2, 1])
  node('two', { taints: [{ key: 'gpu', effect: 'NoExecute' }] })
  expect(places()).toEqual(['one a:1'])
})

test('A new template replaces pods one node at a time, and becomes the next revision', () => {
  const { change, clock, places, store, pods, set } = cluster()
  change('a:2')
  let fewest = 2
  for (let step = 0; step < 40; step++) {
    clock.advance(50)
    fewest = Math.min(fewest, pods().filter((pod) => pod.metadata.deletionTimestamp === undefined && pod.status?.phase === 'Running').length)
  }
  expect([places().sort(), fewest]).toEqual([['one a:2', 'two a:2'], 1])
  expect(new Set(store.list('controllerrevisions.apps').map((one) => one['revision']))).toEqual(new Set([1, 2]))
  expect(set().status).toMatchObject({ updatedNumberScheduled: 2, numberAvailable: 2, observedGeneration: 2 })
})

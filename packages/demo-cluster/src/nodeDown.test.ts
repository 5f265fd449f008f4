import { expect, test } from 'vitest'
import { createCluster } from './createCluster.ts'
import type { Pod } from './kinds.ts'
import type { Node } from './workloads.ts'

const MINUTE = 60_000

/** Two nodes with four pods of a Deployment. */
function twoNodes() {
  const cluster = createCluster({ seed: 1, clock: 'manual', nodes: ['one', 'two'] })
  cluster.apply(DEPLOYMENT)
  cluster.clock.advance(MINUTE)
  const pods = () => (cluster.store.list('pods', 'default') as readonly Pod[]).filter(({ metadata }) => metadata.labels?.['app'] === 'web')
  const on = (node: string) => pods().filter(({ spec }) => spec.nodeName === node)
  const running = (node: string) => on(node).filter(({ metadata, status }) => status?.phase === 'Running' && !metadata.deletionTimestamp).length
  const node = (name: string) => cluster.store.get('nodes', undefined, name) as Node
  const ready = (name: string) => node(name).status?.conditions?.find(({ type }) => type === 'Ready')?.status
  const taints = (name: string) => (node(name).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`)
  return { ...cluster, on, running, ready, taints }
}

test('a node that is down loses its pods to the other one after their tolerations, and heals when it is back', () => {
  const { clock, faults, on, running, ready, taints } = twoNodes()
  const before = running('one')
  expect([before > 0, before + running('two'), ready('one')]).toEqual([true, 4, 'True'])

  faults.nodeDown('one', true)
  clock.advance(MINUTE)
  expect([ready('one'), ready('two')]).toEqual(['Unknown', 'True'])
  expect(taints('one')).toEqual(['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute'])
  expect(on('one').flatMap(({ status }) => status?.conditions?.filter(({ type }) => type === 'Ready').map((one) => one.status))).toEqual(
    Array(before).fill('False'),
  )
  clock.advance(4 * MINUTE)
  expect([running('one'), running('two')]).toEqual([before, 4 - before])

  clock.advance(2 * MINUTE)
  expect([running('one'), running('two')]).toEqual([0, 4])
  expect(on('one').map(({ metadata }) => metadata.deletionTimestamp !== undefined)).toEqual(Array(before).fill(true))

  faults.nodeDown('one', false)
  clock.advance(MINUTE)
  expect([ready('one'), taints('one'), on('one').length, running('two')]).toEqual(['True', [], 0, 4])
}, 20_000)

test('only a node that there is can be down', () => {
  const { faults } = createCluster({ seed: 1, clock: 'manual' })
  expect(() => faults.nodeDown('three', true)).toThrow('no node is named three')
})

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx }] }
`

import { expect, test } from 'vitest'
import { fakeKubelet } from '../testing/fakeKubelet.ts'
import { testParts } from '../testing/testParts.ts'
import { startReplicaSets } from './startReplicaSets.ts'
import { startReplicationControllers } from './startReplicationControllers.ts'

const options = { user: { name: 'admin', groups: [] }, fieldManager: 'test' }
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } }

function replicaSet(replicas: number, more: object = {}) {
  const spec = { replicas, selector: { matchLabels: { app: 'web' } }, template, ...more }
  return { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'default' }, spec }
}

function cluster() {
  const parts = testParts()
  const running = [startReplicaSets(parts), startReplicationControllers(parts), fakeKubelet(parts)]
  const pods = () => parts.store.list('pods', 'default')
  const status = (resource = 'replicasets.apps') => parts.store.get(resource, 'default', 'web')?.['status']
  const events = () => parts.store.list('events', 'default').map((event) => `${String(event['reason'])} ${String(event['message'])}`)
  const scale = (replicas: number) => {
    const set = parts.store.get('replicasets.apps', 'default', 'web')
    if (set)
      parts.api.update({ resource: 'replicasets.apps', namespace: 'default', name: 'web' }, { ...set, spec: { ...(set['spec'] as object), replicas } }, options)
    parts.clock.advance(10)
  }
  return { ...parts, running, pods, status, events, scale }
}

test('creates its pods under its name, owned, and tells when they are ready', () => {
  const { api, clock, pods, status, store } = cluster()
  api.create('replicasets.apps', replicaSet(3), options)
  clock.advance(1_000)
  expect(pods().map(({ metadata }) => metadata.name.replace(/[a-z0-9]{5}$/, '*'))).toEqual(['web-*', 'web-*', 'web-*'])
  const set = store.get('replicasets.apps', 'default', 'web')
  expect(pods()[0]?.metadata.ownerReferences).toEqual([
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: set?.metadata.uid, controller: true, blockOwnerDeletion: true },
  ])
  expect(status()).toEqual({ replicas: 3, fullyLabeledReplicas: 3, readyReplicas: 3, availableReplicas: 3, terminatingReplicas: 0, observedGeneration: 1 })
})

test('takes the pods that nobody controls and lets go those that lost its label', () => {
  const { api, clock, pods, store } = cluster()
  api.create(
    'pods',
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'lonely', namespace: 'default', labels: { app: 'web' } }, spec: template.spec },
    options,
  )
  api.create('replicasets.apps', replicaSet(2), options)
  clock.advance(100)
  expect(pods()).toHaveLength(2)
  const lonely = store.get('pods', 'default', 'lonely')
  expect(lonely?.metadata.ownerReferences?.[0]?.name).toBe('web')
  if (lonely)
    api.update({ resource: 'pods', namespace: 'default', name: 'lonely' }, { ...lonely, metadata: { ...lonely.metadata, labels: { app: 'debug' } } }, options)
  clock.advance(100)
  expect(pods()).toHaveLength(3)
  expect(store.get('pods', 'default', 'lonely')?.metadata.ownerReferences).toBeUndefined()
})

test('gives up first what is not ready, then the youngest', () => {
  const { api, clock, pods, scale } = cluster()
  api.create('replicasets.apps', replicaSet(1), options)
  clock.advance(60_000)
  const oldest = pods()[0]?.metadata.name
  scale(3)
  clock.advance(1_000)
  const [broken] = pods().filter(({ metadata }) => metadata.name !== oldest)
  if (broken) {
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] }
    api.update({ resource: 'pods', namespace: 'default', name: broken.metadata.name, subresource: 'status' }, { ...broken, status }, options)
  }
  scale(2)
  clock.advance(60_000)
  expect(pods().map(({ metadata }) => metadata.name)).not.toContain(broken?.metadata.name)
  scale(1)
  clock.advance(60_000)
  expect(pods().map(({ metadata }) => metadata.name)).toEqual([oldest])
})

test('pods count as available only after minReadySeconds', () => {
  const { api, clock, status } = cluster()
  api.create('replicasets.apps', replicaSet(2, { minReadySeconds: 20 }), options)
  clock.advance(15_000)
  expect(status()).toMatchObject({ readyReplicas: 2 })
  expect(status()).not.toHaveProperty('availableReplicas')
  clock.advance(6_000)
  expect(status()).toMatchObject({ availableReplicas: 2 })
})

test('a pod that ends or goes is replaced', () => {
  const { api, clock, pods, status } = cluster()
  api.create('replicasets.apps', replicaSet(1), options)
  clock.advance(1_000)
  const name = pods()[0]?.metadata.name ?? ''
  api.delete({ resource: 'pods', namespace: 'default', name }, {}, options)
  clock.advance(10)
  expect(pods()).toHaveLength(2)
  expect(status()).toMatchObject({ replicas: 1, terminatingReplicas: 1 })
  clock.advance(60_000)
  expect(pods().map(({ metadata }) => metadata.name)).not.toContain(name)
})

test('what cannot be created is told, in doubling batches until the first refusal', () => {
  const { api, clock, status, events } = cluster()
  let allowed = 2
  const create = api.create.bind(api)
  Object.assign(api, {
    create: (...request: Parameters<typeof create>) => {
      if (request[0] !== 'pods' || allowed-- > 0) return create(...request)
      return { ok: false, status: { code: 403, reason: 'Forbidden', message: 'pods "web-x" is forbidden: exceeded quota' } }
    },
  })
  api.create('replicasets.apps', replicaSet(9), options)
  clock.advance(1)
  const failures = events().filter((event) => event.startsWith('FailedCreate'))
  expect(failures[0]).toBe('FailedCreate Error creating: pods "web-x" is forbidden: exceeded quota')
  expect(failures.length, 'of the seven that are missing').toBeLessThan(4)
  expect(status()).toMatchObject({
    conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'pods "web-x" is forbidden: exceeded quota' }],
  })
  allowed = 100
  clock.advance(10_000)
  expect(status()).toMatchObject({ replicas: 9 })
  expect(status()).not.toHaveProperty('conditions')
})

test('a ReplicationController does the same with its plain selector, and tells of no terminating pods', () => {
  const { api, clock, pods, status } = cluster()
  const spec = { replicas: 2, selector: { app: 'web' }, template }
  api.create('replicationcontrollers', { apiVersion: 'v1', kind: 'ReplicationController', metadata: { name: 'web', namespace: 'default' }, spec }, options)
  clock.advance(1_000)
  expect(pods()[0]?.metadata.ownerReferences?.[0]).toMatchObject({ apiVersion: 'v1', kind: 'ReplicationController' })
  expect(status('replicationcontrollers')).toEqual({ replicas: 2, fullyLabeledReplicas: 2, readyReplicas: 2, availableReplicas: 2, observedGeneration: 1 })
})

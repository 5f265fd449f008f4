import { codecs, ManualClock, type PodRow, type ReplicaSetRow, type ScopeState, type ServerFrame } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { topicPlan } from './index.ts'
import { Topic, WINDOW_MS } from './Topic.ts'
import { pod, replicaSet, TestCluster } from './testing/TestCluster.ts'

const FORBIDDEN: ScopeState = { state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'replicasets.apps is forbidden' } }

/** The pods of Deployment `web` in namespace `default`: what the lists hold when the topic begins, and what it sends. */
const setUp = (pods: PodRow[] = [], replicaSets: ReplicaSetRow[] = []) => {
  const clock = new ManualClock()
  const cluster = new TestCluster()
  const source = cluster.source('pods', { namespace: 'default' })
  const lookup = cluster.source('replicasets', { namespace: 'default' })
  for (const row of pods) source.rows.set(row.uid, row)
  for (const row of replicaSets) lookup.rows.set(row.uid, row)
  const plan = topicPlan('deployments.pods', { namespace: 'default', uid: 'web' })
  const topic = new Topic({ stream: 1, plan, codec: codecs['deployments.pods'], cluster, clock, chunkRows: 100 })
  const sent: Uint8Array[] = []
  let resets = 0
  topic.join({ frame: (bytes) => sent.push(bytes), reset: () => resets++ })
  const take = () => sent.splice(0).map(read)
  const later = () => clock.advance(10 * WINDOW_MS)
  return { clock, cluster, source, lookup, topic, take, later, resets: () => resets }
}

const read = (bytes: Uint8Array): ServerFrame => JSON.parse(new TextDecoder().decode(bytes))
const snapshot = (topic: Topic<PodRow>) =>
  topic.snapshot().flatMap((bytes) => {
    const frame = read(bytes)
    return frame.type === 'snapshot' ? [{ state: frame.parts[0]?.scope.state, uids: (codecs.pods.rows(frame.rows) ?? []).map(({ row }) => row.uid) }] : []
  })[0]

const of = (owner: string) => ({ controller: { kind: 'ReplicaSet', name: owner, uid: owner } })
const ofWeb = (uid: string) => replicaSet(uid, { controller: { kind: 'Deployment', name: 'web', uid: 'web' } })
const ofOther = (uid: string) => replicaSet(uid, { controller: { kind: 'Deployment', name: 'web', uid: 'the web before' } })

test('the pods of a Deployment are those of its ReplicaSets, by uid', () => {
  const pods = [pod('a', of('v1')), pod('b', of('v2')), pod('c', of('old')), pod('d'), pod('e', of('nobody'))]
  const { topic, source, take } = setUp(pods, [ofWeb('v1'), ofWeb('v2'), ofOther('old'), replicaSet('nobody')])
  expect(snapshot(topic)).toEqual({ state: 'live', uids: ['a', 'b'] })
  source.set(pod('f', of('v2')))
  source.set(pod('g', of('old')))
  expect(take()).toMatchObject([{ type: 'delta', add: { ids: [3] } }])
})

test('pods that come before their ReplicaSet are shown when it comes, and go when it is no longer the Deployment’s', () => {
  const { topic, lookup, source, take, later } = setUp()
  source.set(pod('a', of('v1')))
  source.set(pod('b', of('v1')))
  later()
  expect(take()).toEqual([])
  lookup.set(ofWeb('v1'))
  expect(take()).toMatchObject([{ type: 'delta', add: { ids: [1, 2] } }])
  later()
  lookup.set(ofOther('v1'))
  expect(take()).toMatchObject([{ type: 'delta', del: [1, 2] }])
  later()
  lookup.set(ofWeb('v1'))
  later()
  lookup.remove(ofWeb('v1'))
  expect(take()).toMatchObject([{ add: { ids: [3, 4] } }, { del: [3, 4] }])
  expect(snapshot(topic)?.uids).toEqual([])
})

test('a ReplicaSet that only counts its pods sends nothing', () => {
  const { lookup, take, later } = setUp([pod('a', of('v1'))], [ofWeb('v1')])
  for (let ready = 0; ready < 9; ready++) lookup.set({ ...ofWeb('v1'), ready })
  later()
  expect(take()).toEqual([])
})

test('a list of ReplicaSets that is made anew changes only what differs', () => {
  const { lookup, take } = setUp([pod('a', of('v1')), pod('b', of('v2')), pod('c', of('v3'))], [ofWeb('v1'), ofWeb('v2')])
  lookup.replace([ofWeb('v2'), ofWeb('v3')])
  expect(take()).toMatchObject([{ type: 'delta', add: { ids: [3] }, del: [1] }])
})

test('it is live only when both lists are', () => {
  const { lookup, source, take } = setUp([pod('a', of('v1'))], [ofWeb('v1')])
  const told = () => take().flatMap((frame) => (frame.type === 'status' ? [frame.parts[0]?.scope.state] : []))
  lookup.become({ state: 'stale', since: 9, failure: null })
  source.become({ state: 'stale', since: 5, failure: null })
  expect(take().map((frame) => frame.type === 'status' && frame.parts[0]?.scope)).toEqual([
    { state: 'stale', since: 9, failure: null },
    { state: 'stale', since: 5, failure: null },
  ])
  lookup.become({ state: 'live' })
  source.become({ state: 'live' })
  lookup.become({ state: 'catching up' })
  source.become({ state: 'stale', since: 12, failure: null })
  expect(told()).toEqual(['live', 'catching up'])
  source.become(FORBIDDEN)
  lookup.become({ state: 'live' })
  expect(told()).toEqual(['forbidden'])
})

test('a list that may not be read says so before its rows go', () => {
  const { lookup, take } = setUp([pod('a', of('v1'))], [ofWeb('v1')])
  lookup.state = FORBIDDEN
  lookup.replace([])
  expect(take()).toMatchObject([
    { type: 'status', parts: [{ namespace: 'default', scope: FORBIDDEN }] },
    { type: 'delta', del: [1] },
  ])
  lookup.state = { state: 'live' }
  lookup.replace([ofWeb('v1')])
  expect(take()).toMatchObject([{ type: 'delta' }, { type: 'status', parts: [{ scope: { state: 'live' } }] }])
})

test('live is told after the pods of the last ReplicaSet', () => {
  const { lookup, source, take, later } = setUp()
  lookup.state = { state: 'catching up' }
  source.set(pod('a', of('v1')))
  source.set(pod('b', of('v2')))
  later()
  lookup.set(ofWeb('v1'))
  lookup.set(ofWeb('v2'))
  lookup.become({ state: 'live' })
  expect(take().map(({ type }) => type)).toEqual(['status', 'delta', 'delta', 'status'])
})

test.each(['pods first', 'ReplicaSets first'])('another cluster behind the address (%s): a new epoch, nothing of two clusters together', (order) => {
  const { lookup, source, topic, resets } = setUp([pod('a', of('v1'))], [ofWeb('v1')])
  const next = [
    () => {
      source.epoch = 2
      source.replace([pod('b', of('v1'))])
    },
    () => {
      lookup.epoch = 2
      lookup.replace([ofWeb('v1')])
    },
  ]
  if (order !== 'pods first') next.reverse()
  next[0]?.()
  expect(resets()).toBe(1)
  expect(snapshot(topic)?.state).toBe('catching up')
  next[1]?.()
  expect([resets(), topic.epoch]).toEqual([2, 3])
  expect(snapshot(topic)).toEqual({ state: 'live', uids: ['b'] })
})

test('a retry asks for both lists, and whoever closes the topic leaves neither behind', () => {
  const { clock, lookup, source, topic, take } = setUp([pod('a', of('v1'))])
  topic.retry()
  expect([lookup.retries, source.retries]).toEqual([1, 1])
  topic.close()
  lookup.set(ofWeb('v1'))
  expect([lookup.holders, source.holders, clock.pending]).toEqual([0, 0, 0])
  expect(take()).toEqual([])
})

test('the ReplicaSets of a Deployment are those that it controls, from the list of the namespace', () => {
  const cluster = new TestCluster()
  const source = cluster.source('replicasets', { namespace: 'default' })
  for (const row of [ofWeb('v2'), ofOther('old'), replicaSet('nobody'), ofWeb('v1')]) source.rows.set(row.uid, row)
  const plan = topicPlan('deployments.replicasets', { namespace: 'default', uid: 'web' })
  const codec = codecs['deployments.replicasets']
  const topic = new Topic({ stream: 1, plan, codec, cluster, clock: new ManualClock(), chunkRows: 100 })
  const frame = read(topic.snapshot()[0] ?? new Uint8Array())
  expect(frame.type === 'snapshot' && codec.rows(frame.rows)?.map(({ row }) => row.uid)).toEqual(['v1', 'v2'])
})

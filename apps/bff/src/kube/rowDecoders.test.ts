import { cutAfter } from '@binnacle/demo-cluster'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Shape } from './ProtobufReader.ts'
import { text } from './testing/answers.ts'
import { encodeProtobuf, protobufList } from './testing/encodeProtobuf.ts'
import { inProtobuf } from './testing/inProtobuf.ts'
import { TestCluster } from './testing/TestCluster.ts'
import { until } from './testing/until.ts'
import { passUntil, testPods, type Watching, type WatchOptions, watchPods } from './testing/watchPods.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const shape: Shape = {
  1: ['metadata', 'object', { 1: ['name', 'text'], 3: ['namespace', 'text'], 5: ['uid', 'text'], 6: ['resourceVersion', 'text'] }],
  3: ['status', 'object', { 1: ['phase', 'text'] }],
}
const PODS = { path: /^\/api\/v1\/pods$/ }
const protobuf = { 'content-type': 'application/vnd.kubernetes.protobuf' }

let demo: TestCluster
let open: Watching | null = null
beforeEach(async () => {
  demo = await TestCluster.start()
})
afterEach(async () => {
  open?.close()
  open = null
  await demo.close()
})

const watch = (options: WatchOptions = {}) => {
  open = watchPods(demo, { ...options, kind: { ...testPods, protobuf: shape } })
  return open
}
const speakProtobuf = () => demo.faults.next(inProtobuf(demo.url, shape), { times: Infinity, matching: PODS })

test('a list and a watch in protobuf: rows as they come, and on from the last version', async () => {
  speakProtobuf()
  for (const name of ['a', 'b']) demo.createPod(name)
  const { version } = demo
  const { told, source, asked } = watch()
  await until(() => demo.faults.open({ ...PODS, watch: true }) === 1)
  demo.createPod('c')
  demo.deletePod('a')
  await until(() => told.includes('removed a'))
  expect(told).toEqual(['set a', 'set b', 'state live', 'set c', 'removed a'])
  expect([...source.rows.values()].map(({ phase }) => phase)).toEqual(['Pending', 'Pending'])
  expect(asked().get('resourceVersion')).toBe(version)
  expect(demo.faults.requests.find(({ path }) => path === '/api/v1/pods')?.headers.accept).toBe('application/vnd.kubernetes.protobuf, application/json')
})

test('a version that is too old, said in protobuf, leads to a new list', async () => {
  speakProtobuf()
  demo.createPod('a')
  const watching = watch()
  await until(() => demo.faults.open({ ...PODS, watch: true }) === 1)
  demo.faults.dropWatches()
  demo.deletePod('a')
  demo.createPod('b')
  demo.faults.compact()
  await passUntil(watching, () => watching.names() === 'b')
  expect(watching.told.slice(-2)).toEqual(['state catching up', 'replaced b'])
  expect(watching.source.state).toEqual({ state: 'live' })
})

test('a refusal in protobuf is told in the apiserver’s words', async () => {
  speakProtobuf()
  const { source } = watch({ user: { as: 'alice' } })
  await until(() => source.state.state === 'forbidden')
  const message = 'pods is forbidden: User "alice" cannot list resource "pods" in API group "" at the cluster scope'
  expect(source.state).toEqual({ state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message } })
})

test('protobuf with a failing code that is no Status is not Kubernetes', async () => {
  demo.faults.next(text(500, 'oops', protobuf), { matching: PODS })
  const { source } = watch()
  await until(() => source.state.state === 'stale')
  expect(source.state).toMatchObject({ failure: { reason: 'NotKubernetes' } })
})

test('whoever answers with JSON all the same is understood', async () => {
  demo.createPod('a')
  const { names, count } = watch()
  await until(() => count('watches') === 1)
  demo.createPod('b')
  await until(() => names() === 'a,b')
})

test('a list in protobuf that breaks off, or is a page, is never called live', async () => {
  const pods = ['a', 'b'].map((name) => encodeProtobuf(demo.createPod(name), shape))
  for (const step of [text(200, protobufList(demo.version, pods).subarray(0, -20), protobuf), text(200, '<html>'), cutAfter('k8s')])
    demo.faults.next(step, { matching: PODS })
  speakProtobuf()
  const watching = watch()
  await until(() => watching.source.state.state === 'stale')
  await passUntil(watching, () => watching.names() === 'a,b')
  await until(() => watching.source.state.state === 'live')
  expect(watching.told.filter((line) => line === 'state live')).toEqual([])
  expect(watching.told.at(-1)).toBe('replaced a,b')
})

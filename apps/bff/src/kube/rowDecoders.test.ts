import { afterEach, expect, test, vi } from 'vitest'
import type { Shape } from './ProtobufReader.ts'
import { encodeProtobuf, framed, protobufEvent, protobufList, protobufStatus, wrapped } from './testing/encodeProtobuf.ts'
import { list, pod, type Step, text, until } from './testing/scriptedApiserver.ts'
import { passUntil, testPods, type Watching, watchPods } from './testing/scriptedPods.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const shape: Shape = { 1: ['metadata', 'object', { 1: ['name', 'text'], 3: ['namespace', 'text'], 5: ['uid', 'text'], 6: ['resourceVersion', 'text'] }] }
const object = (name: string, version: number) =>
  encodeProtobuf({ metadata: { name, namespace: 'default', uid: `uid-${name}`, resourceVersion: String(version) } }, shape)
const protobuf =
  (code: number, ...parts: Buffer[]): Step =>
  (response, request) => {
    expect(request.headers.accept).toBe('application/vnd.kubernetes.protobuf, application/json')
    const stream = new URL(request.url ?? '', 'http://x').searchParams.has('watch') ? ';stream=watch' : ''
    response.writeHead(code, { 'content-type': `application/vnd.kubernetes.protobuf${stream}` })
    for (const part of parts) response.write(part)
    if (code !== 200 || stream === '') response.end()
  }

let open: Watching | null = null
afterEach(async () => {
  await open?.close()
  open = null
})
const watch = async (lists: readonly Step[], watches: readonly Step[] = []) => {
  const script = { lists, watches }
  open = await watchPods(
    (server) => {
      server.lists.push(...script.lists)
      server.watches.push(...script.watches)
    },
    () => 0,
    { ...testPods, protobuf: shape },
  )
  return open
}

test('a list and a watch in protobuf: rows as they come, and on from the last version', async () => {
  const events = [protobufEvent('ADDED', 'Pod', object('c', 9)), protobufEvent('DELETED', 'Pod', object('a', 10))]
  const { told, server } = await watch([protobuf(200, protobufList('7', [object('a', 3), object('b', 5)]))], [protobuf(200, ...events.map(framed))])
  await until(() => told.includes('removed a'))
  expect(told).toEqual(['set a', 'set b', 'state live', 'set c', 'removed a'])
  expect(server.requests.filter(({ query }) => query.has('watch'))[0]?.query.get('resourceVersion')).toBe('7')
})

test('a version that is too old, said in protobuf, leads to a new list', async () => {
  const expired = framed(protobufEvent('ERROR', 'Status', protobufStatus(410, 'Expired')))
  const watching = await watch(
    [protobuf(200, protobufList('7', [object('a', 3)])), protobuf(200, protobufList('9', [object('b', 8)]))],
    [protobuf(200, expired)],
  )
  await passUntil(watching, () => watching.names() === 'b')
  expect(watching.source.state).toEqual({ state: 'live' })
})

test('a refusal in protobuf is told in the apiserver’s words', async () => {
  const watching = await watch([protobuf(403, wrapped('Status', protobufStatus(403, 'Forbidden', 'pods is forbidden')))])
  await until(() => watching.source.state.state === 'forbidden')
  expect(watching.source.state).toEqual({ state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'pods is forbidden' } })
})

test('protobuf with a failing code that is no Status is not Kubernetes', async () => {
  const watching = await watch([protobuf(500, Buffer.from('oops'))])
  await until(() => watching.source.state.state === 'stale')
  expect(watching.source.state).toMatchObject({ failure: { reason: 'NotKubernetes' } })
})

test('whoever answers with JSON all the same is understood', async () => {
  const watching = await watch([list(7, pod('a', 3))])
  await until(() => watching.server.opened.length === 1)
  watching.server.opened[0]?.send(JSON.stringify({ type: 'ADDED', object: pod('b', 8) }))
  await until(() => watching.names() === 'a,b')
})

test('a list in protobuf that breaks off, or is a page, is never called live', async () => {
  const whole = protobufList('7', [object('a', 3), object('b', 5)])
  const watching = await watch([protobuf(200, whole.subarray(0, -20)), text(200, '<html>'), protobuf(200, whole)])
  await until(() => watching.source.state.state === 'stale')
  await passUntil(watching, () => watching.names() === 'a,b')
  expect(watching.told.filter((line) => line === 'state live')).toEqual([])
  expect(watching.told.at(-1)).toBe('replaced a,b')
})

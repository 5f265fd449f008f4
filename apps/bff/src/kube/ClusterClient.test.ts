import { cutAfter, reset } from '@binnacle/demo-cluster'
import { ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClusterClient } from './ClusterClient.ts'
import { Credentials } from './Credentials.ts'
import type { ContextEntry } from './kubeconfig.ts'
import { endpointPath, kubePath } from './kubePath.ts'
import { json, text } from './testing/answers.ts'
import { hostileNames } from './testing/hostileNames.ts'
import { TestCluster } from './testing/TestCluster.ts'
import { tick, until } from './testing/until.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const MASTER = { token: 'secret-token' }

let demo: TestCluster
let clock: ManualClock
let client: ClusterClient
const clientOf = (server: string, user: ContextEntry['user'] = MASTER) =>
  new ClusterClient(new Credentials({ ...demo.entry(user), cluster: { server } }, clock), clock)
const thing = (name: string) => kubePath({ group: '', version: 'v1', resource: 'configmaps', namespace: 'default', name })
const things = kubePath({ group: '', version: 'v1', resource: 'configmaps', namespace: 'default' })
const configMap = (name: string, data: Record<string, string> = {}) =>
  demo.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data })
const otherUid = { preconditions: { uid: 'u-1' } }

beforeEach(async () => {
  demo = await TestCluster.start({ tokens: { [MASTER.token]: { name: 'master', groups: ['system:masters'] } } })
  clock = new ManualClock()
  client = clientOf(demo.url)
})
afterEach(async () => {
  client.closeConnections()
  await demo.close()
})

describe('json', () => {
  test('a read carries the credential and no audit id, a mutation carries one that its failure names', async () => {
    configMap('a')
    expect(await client.json({ path: thing('a') })).toMatchObject({ ok: true, output: { kind: 'ConfigMap', metadata: { name: 'a' } } })
    const outcome = await client.json({ method: 'DELETE', path: thing('a'), body: otherUid, auditId: 'audit-7' })
    expect(outcome).toMatchObject({
      ok: false,
      failure: { reason: 'Conflict', code: 409, auditId: 'audit-7', message: expect.stringContaining('the UID in the precondition (u-1) does not match') },
    })
    const [read, deletion] = demo.faults.requests
    expect(read?.headers).toMatchObject({ authorization: 'Bearer secret-token', accept: 'application/json' })
    expect(read?.headers).not.toHaveProperty('audit-id')
    expect(deletion).toMatchObject({
      method: 'DELETE',
      path: '/api/v1/namespaces/default/configmaps/a',
      headers: { 'audit-id': 'audit-7', 'content-type': 'application/json' },
    })
  })

  test('a mutation is done as it was asked, by the kind of its patch', async () => {
    const { metadata } = configMap('a', { colour: 'red', size: '1' })
    const patched = await client.json({
      method: 'PATCH',
      path: thing('a'),
      patchType: 'application/json-patch+json',
      body: [{ op: 'move', from: '/data/colour', path: '/data/color' }],
    })
    expect(patched).toMatchObject({ output: { data: { color: 'red', size: '1' } } })
    const merged = await client.json({ method: 'PATCH', path: thing('a'), patchType: 'application/merge-patch+json', body: { data: { size: null } } })
    expect(merged).toMatchObject({ output: { data: { color: 'red' } } })
    const deleted = await client.json({ method: 'DELETE', path: thing('a'), body: { preconditions: { uid: metadata.uid } } })
    expect(deleted).toMatchObject({ output: { status: 'Success' } })
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { reason: 'NotFound', code: 404, message: 'configmaps "a" not found' } })
  })

  test('YAML to apply goes out byte for byte', async () => {
    const yaml = '# ours\napiVersion: v1\nkind: ConfigMap\r\nmetadata: {name: a}\ndata: {a: "\u2028 ü", b: \'010\'}\n'
    const apply = (text: string) =>
      client.json({ method: 'PATCH', path: thing('a'), query: { fieldManager: 'me' }, patchType: 'application/apply-patch+yaml', text })
    expect(await apply(yaml)).toMatchObject({ ok: true, output: { data: { a: '\u2028 ü', b: '010' } } })
    expect(demo.faults.requests[0]?.headers['content-length']).toBe(String(Buffer.byteLength(yaml)))
    expect(await apply(yaml.replaceAll("'", ''))).toMatchObject({ failure: { message: expect.stringContaining('.data.b: expected string') } })
  })

  test('hostile names send nothing at all', async () => {
    for (const name of hostileNames) {
      expect(await client.json({ path: thing(name) })).toMatchObject({ ok: false, failure: { reason: 'Invalid', code: 400 } })
      expect(await client.json({ method: 'DELETE', path: thing(name), body: otherUid })).toMatchObject({ ok: false, failure: { code: 400 } })
      expect(await client.stream({ path: thing(name), idleMs: null }, { onBytes: () => {} })).toMatchObject({ ok: false, failure: { code: 400 } })
    }
    expect(demo.faults.requests).toEqual([])
  })

  test('a collection is never deleted, nor an object without its uid', async () => {
    const pods = kubePath({ group: '', version: 'v1', resource: 'pods', namespace: 'default' })
    expect(await client.json({ method: 'DELETE', path: pods, body: otherUid })).toMatchObject({
      failure: { message: expect.stringContaining('whole collection') },
    })
    expect(await client.json({ method: 'DELETE', path: thing('a'), body: { preconditions: { uid: '' } } })).toMatchObject({ failure: { reason: 'Invalid' } })
    expect(demo.faults.requests).toEqual([])
  })

  test('a redirect is an error and its target is never asked', async () => {
    demo.faults.next(text(307, '', { location: `${demo.url}/stolen` }))
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { message: expect.stringContaining('unexpected redirect') } })
    expect(demo.faults.requests).toHaveLength(1)
  })

  test('200 with something else than JSON is not Kubernetes', async () => {
    demo.faults.next(text(200, '<html>please log in</html>', { 'content-type': 'text/html' }))
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { reason: 'NotKubernetes', message: expect.stringContaining('please log in') } })
    demo.faults.next(text(200, ''))
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { reason: 'NotKubernetes' } })
  })

  test('no answer in 10 s: the outcome is unknown, and a mutation is not sent again', async () => {
    demo.faults.freeze()
    const deletion = client.json({ method: 'DELETE', path: thing('a'), body: otherUid })
    await until(() => demo.faults.requests.length === 1)
    clock.advance(9_999)
    await tick()
    expect(demo.faults.open({})).toBe(1)
    clock.advance(1)
    expect(await deletion).toMatchObject({ failure: { reason: 'Disconnected', code: 0, message: expect.stringContaining('10 s') } })
    demo.faults.thaw()
    demo.faults.next(reset)
    expect(await client.json({ method: 'DELETE', path: thing('a'), body: otherUid })).toMatchObject({ failure: { reason: 'Disconnected' } })
    expect(demo.faults.requests).toHaveLength(2)
  })

  test('a request that is given up ends at once', async () => {
    demo.faults.freeze()
    const given = new AbortController()
    const read = client.json({ path: thing('a'), signal: given.signal })
    await until(() => demo.faults.requests.length === 1)
    given.abort()
    expect(await read).toMatchObject({ failure: { message: 'the request was given up' } })
    await until(() => demo.faults.open({}) === 0)
  })

  test('many requests use few connections', async () => {
    for (let request = 0; request < 50; request++) await client.json({ path: thing('a') })
    expect(demo.faults.requests).toHaveLength(50)
    expect(new Set(demo.faults.requests.map(({ port }) => port)).size).toBe(1)
  })

  test('a kept connection that breaks is no error of a read, and a mutation that was under way on it is not sent again', async () => {
    configMap('a')
    await client.json({ path: thing('a') })
    demo.faults.next(reset)
    expect(await client.json({ path: thing('a') })).toMatchObject({ ok: true, output: { metadata: { name: 'a' } } })
    demo.faults.next(reset)
    expect(await client.json({ method: 'DELETE', path: thing('a'), body: otherUid })).toMatchObject({ failure: { reason: 'Disconnected' } })
    expect(demo.faults.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'DELETE'])
  })

  test('a cluster that restarts between two reads is not noticed', async () => {
    configMap('a')
    await client.json({ path: thing('a') })
    await demo.faults.kill()
    await demo.faults.restart()
    expect(await client.json({ path: thing('a') })).toMatchObject({ ok: true, output: { metadata: { name: 'a' } } })
  })

  test('a static credential that is refused is sent once', async () => {
    expect(await clientOf(demo.url, { token: 'stale' }).json({ path: thing('a') })).toMatchObject({ failure: { reason: 'Unauthorized', code: 401 } })
    expect(demo.faults.requests).toHaveLength(1)
  })

  test('what somebody may not do is refused in the cluster’s words', async () => {
    expect(await clientOf(demo.url, { ...MASTER, as: 'alice' }).json({ path: things })).toMatchObject({
      failure: {
        reason: 'Forbidden',
        code: 403,
        message: 'configmaps is forbidden: User "alice" cannot list resource "configmaps" in API group "" in the namespace "default"',
      },
    })
  })
})

describe('stream', () => {
  test('a slow reader holds the bytes back', async () => {
    for (let part = 0; part < 12; part++) configMap(`part-${part}`, { text: 'x'.repeat(700_000) })
    let go = () => {}
    let [chunks, length] = [0, 0]
    const done = client.stream(
      { path: things, idleMs: 1_000 },
      {
        onBytes: (bytes) => {
          chunks++
          length += bytes.length
          return new Promise<void>((resolve) => {
            go = resolve
          })
        },
      },
    )
    await until(() => chunks === 1)
    clock.advance(60_000)
    await tick(100)
    expect(chunks).toBe(1)
    let over = false
    void done.then(() => {
      over = true
    })
    while (!over) {
      go()
      await tick(1)
    }
    expect(await done).toEqual({ ok: true })
    expect(length).toBeGreaterThan(8_000_000)
  })

  test('silence beyond the limit ends it', async () => {
    configMap('a')
    let got = ''
    const done = client.stream({ path: things, query: { watch: true }, idleMs: 130_000 }, { onBytes: (bytes) => void (got += bytes.toString()) })
    await until(() => got.includes('"name":"a"'))
    clock.advance(129_999)
    await tick()
    clock.advance(1)
    expect(await done).toMatchObject({ ok: false, failure: { reason: 'Disconnected', message: expect.stringContaining('130 s') } })
    await until(() => demo.faults.open({}) === 0)
  })

  test('an answer that breaks off is no complete answer', async () => {
    demo.faults.next(cutAfter('{"kind":"ConfigMapList",'))
    expect(await client.stream({ path: things, idleMs: null }, { onBytes: () => {} })).toMatchObject({ ok: false, failure: { reason: 'Disconnected' } })
  })

  test('Retry-After in seconds and as a date is reported', async () => {
    demo.faults.fail({ code: 429, times: 1, reason: 'TooManyRequests', retryAfter: 7 })
    for (const after of [new Date(clock.now() + 9_000).toUTCString(), 'soon']) demo.faults.next(json(503, {}, { 'retry-after': after }))
    const ask = async () => {
      const end = await client.stream({ path: thing('a'), idleMs: null }, { onBytes: () => {} })
      return end.ok ? -1 : end.retryAfterMs
    }
    expect([await ask(), Math.round(((await ask()) ?? 0) / 1000), await ask()]).toEqual([7_000, 9, null])
  })
})

describe('where credentials go', () => {
  test('plain http is spoken on this machine only', async () => {
    expect(await clientOf('http://example.com:80', { token: 't' }).json({ path: thing('a') })).toMatchObject({
      failure: { message: expect.stringContaining('https only') },
    })
    expect(await clientOf('ftp://127.0.0.1', {}).json({ path: thing('a') })).toMatchObject({ failure: { reason: 'Invalid' } })
    expect(await clientOf('not a url', {}).json({ path: thing('a') })).toMatchObject({ failure: { reason: 'Invalid' } })
  })

  test('nothing listening is said in words', async () => {
    await demo.faults.kill()
    expect(await client.text({ path: endpointPath('readyz') })).toMatchObject({
      failure: { reason: 'Disconnected', message: expect.stringContaining('nothing listens') },
    })
  })

  test('a token that cannot be a header is a failure, not a crash', async () => {
    expect(await clientOf(demo.url, { token: 'a\nb' }).json({ path: thing('a') })).toMatchObject({ ok: false })
  })

  test('whoever is impersonated is who the cluster sees, with each of their groups', async () => {
    const whoAmI = { method: 'POST', path: kubePath({ group: 'authentication.k8s.io', version: 'v1', resource: 'selfsubjectreviews' }), body: {} } as const
    expect(await clientOf(demo.url, { ...MASTER, as: 'alice', 'as-groups': ['a', 'b'] }).json(whoAmI)).toMatchObject({
      output: { status: { userInfo: { username: 'alice', groups: ['a', 'b', 'system:authenticated'] } } },
    })
  })

  test('a name and a password are passed on, for proxies that ask for them', async () => {
    expect(await clientOf(demo.url, { username: 'me', password: 'pw' }).json({ path: thing('a') })).toMatchObject({ failure: { reason: 'Unauthorized' } })
    expect(demo.faults.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:pw').toString('base64')}`)
  })

  test('an apiserver behind a path keeps the path', async () => {
    expect(await clientOf(`${demo.url}/k8s/clusters/c-1/`).json({ path: thing('a') })).toMatchObject({ ok: false })
    expect(demo.faults.requests[0]?.path).toBe('/k8s/clusters/c-1/api/v1/namespaces/default/configmaps/a')
  })
})

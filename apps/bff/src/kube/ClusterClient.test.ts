import { ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClusterClient } from './ClusterClient.ts'
import { Credentials } from './Credentials.ts'
import type { ContextEntry } from './kubeconfig.ts'
import { endpointPath, kubePath } from './kubePath.ts'
import { hostileNames } from './testing/hostileNames.ts'
import { hang, json, refusal, reset, ScriptedApiserver, text, tick, until } from './testing/scriptedApiserver.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let server: ScriptedApiserver
let clock: ManualClock
let client: ClusterClient
const entryOf = (url: string, user: ContextEntry['user'] = {}): ContextEntry => ({
  name: 'test',
  clusterName: 'test',
  userName: 'me',
  namespace: null,
  cluster: { server: url },
  user,
})
const clientOf = (url: string, user?: ContextEntry['user']) => new ClusterClient(new Credentials(entryOf(url, user), clock), clock)
const thing = (name: string) => kubePath({ group: '', version: 'v1', resource: 'configmaps', namespace: 'default', name })
const uid = { preconditions: { uid: 'u-1' } }

beforeEach(async () => {
  server = await ScriptedApiserver.start()
  clock = new ManualClock()
  client = clientOf(server.url, { token: 'secret-token' })
})
afterEach(async () => {
  client.closeConnections()
  await server.kill()
})

describe('json', () => {
  test('a read carries the credential and no audit id, a mutation carries one that its failure names', async () => {
    server.others.push(json(200, { kind: 'ConfigMap' }), refusal(409, 'Conflict'))
    expect(await client.json({ path: thing('a') })).toEqual({ ok: true, output: { kind: 'ConfigMap' } })
    const outcome = await client.json({ method: 'DELETE', path: thing('a'), body: uid, auditId: 'audit-7' })
    expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Conflict', code: 409, auditId: 'audit-7' } })
    const [read, deletion] = server.requests
    expect(read?.headers).toMatchObject({ authorization: 'Bearer secret-token', accept: 'application/json' })
    expect(read?.headers).not.toHaveProperty('audit-id')
    expect(deletion).toMatchObject({
      method: 'DELETE',
      path: '/api/v1/namespaces/default/configmaps/a',
      headers: { 'audit-id': 'audit-7', 'content-type': 'application/json' },
    })
  })

  test('the kind of a patch is said', async () => {
    server.others.push(json(200, {}))
    await client.json({ method: 'PATCH', path: thing('a'), patchType: 'application/json-patch+json', body: [] })
    expect(server.requests[0]?.headers['content-type']).toBe('application/json-patch+json')
  })

  test('YAML to apply goes out byte for byte', async () => {
    server.others.push((response, request) => {
      const chunks: Buffer[] = []
      request.on('data', (bytes: Buffer) => chunks.push(bytes))
      request.on('end', () => json(200, Buffer.concat(chunks).toString('utf8'))(response, request))
    })
    const text = '# ours\nkind: ConfigMap\r\ndata: {a: "\u2028 ü", b: 010}\n'
    const outcome = await client.json({ method: 'PATCH', path: thing('a'), patchType: 'application/apply-patch+yaml', text })
    expect(outcome).toEqual({ ok: true, output: text })
    expect(server.requests[0]?.headers['content-type']).toBe('application/apply-patch+yaml')
  })

  test('hostile names send nothing at all', async () => {
    for (const name of hostileNames) {
      expect(await client.json({ path: thing(name) })).toMatchObject({ ok: false, failure: { reason: 'Invalid', code: 400 } })
      expect(await client.json({ method: 'DELETE', path: thing(name), body: uid })).toMatchObject({ ok: false, failure: { code: 400 } })
      expect(await client.stream({ path: thing(name), idleMs: null }, { onBytes: () => {} })).toMatchObject({ ok: false, failure: { code: 400 } })
    }
    expect(server.requests).toEqual([])
  })

  test('a collection is never deleted, nor an object without its uid', async () => {
    const pods = kubePath({ group: '', version: 'v1', resource: 'pods', namespace: 'default' })
    expect(await client.json({ method: 'DELETE', path: pods, body: uid })).toMatchObject({ failure: { message: expect.stringContaining('whole collection') } })
    expect(await client.json({ method: 'DELETE', path: thing('a'), body: { preconditions: { uid: '' } } })).toMatchObject({ failure: { reason: 'Invalid' } })
    expect(server.requests).toEqual([])
  })

  test('a redirect is an error and its target is never asked', async () => {
    server.others.push(text(307, '', { location: `${server.url}/stolen` }))
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { message: expect.stringContaining('unexpected redirect') } })
    expect(server.requests).toHaveLength(1)
  })

  test('200 with something else than JSON is not Kubernetes', async () => {
    server.others.push(text(200, '<html>please log in</html>', { 'content-type': 'text/html' }), text(200, ''))
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { reason: 'NotKubernetes', message: expect.stringContaining('please log in') } })
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { reason: 'NotKubernetes' } })
  })

  test('no answer in 10 s: the outcome is unknown, and a mutation is not sent again', async () => {
    server.others.push(hang, reset)
    const deletion = client.json({ method: 'DELETE', path: thing('a'), body: uid })
    await until(() => server.requests.length === 1)
    clock.advance(9_999)
    await tick()
    clock.advance(1)
    expect(await deletion).toMatchObject({ failure: { reason: 'Disconnected', code: 0, message: expect.stringContaining('10 s') } })
    expect(await client.json({ method: 'DELETE', path: thing('a'), body: uid })).toMatchObject({ failure: { reason: 'Disconnected' } })
    expect(server.requests).toHaveLength(2)
  })

  test('a request that is given up ends at once', async () => {
    server.others.push(hang)
    const given = new AbortController()
    const read = client.json({ path: thing('a'), signal: given.signal })
    await until(() => server.requests.length === 1)
    given.abort()
    expect(await read).toMatchObject({ failure: { message: 'the request was given up' } })
  })

  test('many requests use few connections', async () => {
    const ports = new Set<unknown>()
    for (let request = 0; request < 50; request++) {
      server.others.push((response, incoming) => {
        ports.add(incoming.socket.remotePort)
        json(200, {})(response, incoming)
      })
      await client.json({ path: thing('a') })
    }
    expect(ports.size).toBe(1)
  })

  test('a kept connection that the server closed is not an error of a read', async () => {
    server.others.push(
      (response, request) => {
        json(200, { first: true })(response, request)
        response.on('finish', () => response.socket?.destroy())
      },
      json(200, { second: true }),
    )
    await client.json({ path: thing('a') })
    expect(await client.json({ path: thing('a') })).toEqual({ ok: true, output: { second: true } })
  })

  test('a mutation is not sent again when a kept connection breaks under it', async () => {
    server.others.push(json(200, {}), reset, json(200, {}))
    await client.json({ path: thing('a') })
    expect(await client.json({ method: 'DELETE', path: thing('a'), body: uid })).toMatchObject({ failure: { reason: 'Disconnected' } })
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'DELETE'])
  })

  test('a static credential that is refused is sent once', async () => {
    server.others.push(refusal(401, 'Unauthorized'))
    expect(await client.json({ path: thing('a') })).toMatchObject({ failure: { reason: 'Unauthorized', code: 401 } })
    expect(server.requests).toHaveLength(1)
  })
})

describe('stream', () => {
  test('a slow reader holds the bytes back', async () => {
    server.others.push(text(200, Buffer.alloc(8 * 1024 * 1024)))
    let go = () => {}
    let chunks = 0
    const done = client.stream(
      { path: thing('a'), idleMs: 1_000 },
      {
        onBytes: () => {
          chunks++
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
  })

  test('silence beyond the limit ends it', async () => {
    server.others.push((response) => response.writeHead(200).write('x'))
    let got = ''
    const done = client.stream({ path: thing('a'), idleMs: 130_000 }, { onBytes: (bytes) => void (got += bytes.toString()) })
    await until(() => got === 'x')
    clock.advance(129_999)
    await tick()
    clock.advance(1)
    expect(await done).toMatchObject({ ok: false, failure: { reason: 'Disconnected', message: expect.stringContaining('130 s') } })
  })

  test('an answer that breaks off is no complete answer', async () => {
    server.others.push((response) => response.writeHead(200, { 'content-length': '100' }).write('x', () => response.socket?.destroy()))
    expect(await client.stream({ path: thing('a'), idleMs: null }, { onBytes: () => {} })).toMatchObject({ ok: false, failure: { reason: 'Disconnected' } })
  })

  test('Retry-After in seconds and as a date is reported', async () => {
    server.others.push(refusal(429, 'TooManyRequests', { 'retry-after': '7' }))
    server.others.push(refusal(503, 'ServiceUnavailable', { 'retry-after': new Date(clock.now() + 9_000).toUTCString() }))
    server.others.push(refusal(429, 'TooManyRequests', { 'retry-after': 'soon' }))
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
    await server.kill()
    expect(await client.text({ path: endpointPath('readyz') })).toMatchObject({
      failure: { reason: 'Disconnected', message: expect.stringContaining('nothing listens') },
    })
    await server.listen()
  })

  test('a token that cannot be a header is a failure, not a crash', async () => {
    expect(await clientOf(server.url, { token: 'a\nb' }).json({ path: thing('a') })).toMatchObject({ ok: false })
  })

  test('impersonation and basic login are passed on', async () => {
    server.others.push(json(200, {}))
    await clientOf(server.url, { username: 'me', password: 'pw', as: 'alice', 'as-groups': ['a', 'b'] }).json({ path: thing('a') })
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('me:pw').toString('base64')}`,
      'impersonate-user': 'alice',
      'impersonate-group': 'a, b',
    })
  })

  test('an apiserver behind a path keeps the path', async () => {
    server.others.push(json(200, {}))
    await clientOf(`${server.url}/k8s/clusters/c-1/`).json({ path: thing('a') })
    expect(server.requests[0]?.path).toBe('/k8s/clusters/c-1/api/v1/namespaces/default/configmaps/a')
  })
})

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock, type Outcome, reads } from '@binnacle/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { type Contexts, openContexts } from './kube/connect.ts'
import { hostileNames } from './kube/testing/hostileNames.ts'
import { TestCluster } from './kube/testing/TestCluster.ts'
import { BEARER, noContexts, type TestBinnacle, testBinnacle } from './transport/testing/testBinnacle.ts'

// Thousands of requests over real sockets, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

const TOKEN = 'token-of-ada'
const KUBE_SYSTEM = 'metadata.name=kube-system'

let home: string
let clock: ManualClock
let cluster: TestCluster
let contexts: Contexts
let server: TestBinnacle
let web: { namespace: string; name: string; uid: string; gracePeriodSeconds: null }

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'binnacle-'))
  clock = new ManualClock()
  cluster = await TestCluster.start({ tokens: { [TOKEN]: { name: 'ada', groups: ['system:masters'] } } })
  cluster.createNamespace('shop')
  const spec = { containers: [{ name: 'main', image: 'nginx' }] }
  const { uid } = cluster.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-0', namespace: 'shop' }, spec }).metadata
  cluster.demo.clock.advance(0)
  web = { namespace: 'shop', name: 'web-0', uid, gracePeriodSeconds: null }
  contexts = openContexts({ kubeconfig: logIn(TOKEN), home, clock })
  server = await testBinnacle({ contexts, clock })
})
afterEach(async () => {
  await server.close()
  contexts.close()
  await cluster.close()
  rmSync(home, { recursive: true })
})

/** Puts a token into the kubeconfig. */
function logIn(token: string): string {
  const file = join(home, 'config')
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'kind',
    clusters: [{ name: 'kind', cluster: { server: cluster.url } }],
    users: [{ name: 'ada', user: { token } }],
    contexts: [{ name: 'kind', context: { cluster: 'kind', user: 'ada' } }],
  }
  writeFileSync(file, JSON.stringify(kubeconfig))
  return file
}
/** What the cluster was asked for beyond looking whether it is there, and for Binnacle's own Jobs. */
const asked = () =>
  cluster.faults.requests.filter(
    ({ path, query }) =>
      !/^\/(readyz|livez|version|apis\/batch\/v1\/jobs)$|\/kube-system$|selfsubjectreviews$/.test(path) && query.get('fieldSelector') !== KUBE_SYSTEM,
  )
const pod = () => cluster.demo.store.get('pods', 'shop', 'web-0')
/** Half a character cannot stand in an address; everything else can. */
const inPath = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
const deletePod = (input: unknown, context = 'kind') => server.post(`/api/c/${inPath(context)}/commands/pods.delete`, input)
const audit = () => server.log.map((line) => JSON.parse(line) as Record<string, unknown>).filter((entry) => entry['audit'] === true)
const socket = async (): Promise<WebSocket> => {
  const ws = await server.socket(['binnacle', `ticket.${await server.ticket()}`])
  if (typeof ws === 'number') throw new Error(`refused with ${ws}`)
  return ws
}

/** Subscribes to each in turn and waits until every one of them was refused. */
async function refuseAll(asks: readonly (readonly [topic: string, params: unknown, context?: string])[]): Promise<void> {
  const ws = await socket()
  const answers: unknown[] = []
  const over = new Promise<void>((resolve) => {
    ws.on('message', (text: Buffer) => {
      const frame = JSON.parse(text.toString()) as { type: string }
      if (frame.type !== 'hello') answers.push(frame.type)
      if (answers.length === asks.length) resolve()
    })
    ws.on('close', () => resolve())
  })
  asks.forEach(([topic, params, context = 'kind'], index) => ws.send(JSON.stringify({ type: 'subscribe', sub: index + 1, topic, context, params })))
  await over
  expect([asks, answers]).toEqual([asks, asks.map(() => 'refused')])
  ws.terminate()
}

test('hostile names reach the cluster through no route and no message', async () => {
  expect(hostileNames.length).toBeGreaterThanOrEqual(60)
  for (const name of hostileNames) {
    const inputs = [{ ...web, namespace: name }, { ...web, name }, ...(/^[A-Za-z0-9._-]{1,128}$/.test(name) ? [] : [{ ...web, uid: name }])]
    for (const input of inputs) expect([input, (await deletePod(input)).status]).toEqual([input, 400])
    expect([name, (await deletePod(web, name)).status]).toEqual([name, name === '' ? 404 : expect.toSatisfy((code) => code === 404 || code === 400)])
    await server.post(`/api/c/kind/commands/${inPath(name)}`, web)
    await server.ask(`/api/c/kind/reads/${inPath(name)}?input=%7B%7D`)
    for (const read of Object.keys(reads)) await server.ask(`/api/c/${inPath(name)}/reads/${read}?input=%7B%7D`)
    const question = { verb: 'get', group: '', resource: 'pods', subresource: '', namespace: null }
    for (const input of [
      { ...question, namespace: name },
      { ...question, verb: name },
    ]) {
      const { status: code } = await server.ask(`/api/c/kind/reads/access.review?input=${encodeURIComponent(JSON.stringify(input))}`)
      expect([input, code]).toEqual([input, 400])
    }
    await refuseAll([
      ['pods', { namespaces: [name] }],
      ['events', { namespaces: [name] }],
      ['pod', { namespace: name, name: 'web-0' }],
      ['pod', { namespace: 'shop', name }],
      ['events.about', { namespace: name, uid: 'uid-1' }],
      ['pods.logs', { namespace: name, name: 'web-0', uid: 'uid-1', container: 'main', previous: false, tail: 200 }],
      ['pods.logs', { namespace: 'shop', name, uid: 'uid-1', container: 'main', previous: false, tail: 200 }],
      ['pods.logs', { namespace: 'shop', name: 'web-0', uid: 'uid-1', container: name, previous: false, tail: 200 }],
      // Anything longer, or nothing at all, is no frame of ours: that closes the socket, as its own test says.
      ...(name.length <= 64 ? [[name, {}] as const] : []),
      ...(name !== '' && name.length <= 1024 ? [['pods', { namespaces: '*' }, name] as const] : []),
    ])
  }
  expect(cluster.faults.requests).toEqual([])
})

test('a pod is deleted by name and uid, under the id that the answer, the log and the cluster’s own audit share', async () => {
  const done = await deletePod(web)
  expect([done.status, done.json()]).toEqual([200, { ok: true, output: { uid: web.uid, gracePeriodSeconds: 30 } }])
  const [request, ...more] = asked()
  expect(request).toMatchObject({
    method: 'DELETE',
    path: '/api/v1/namespaces/shop/pods/web-0',
    headers: { 'audit-id': done.headers['audit-id'], authorization: `Bearer ${TOKEN}` },
  })
  expect(more).toEqual([])
  expect(pod()?.metadata).toMatchObject({ uid: web.uid, deletionGracePeriodSeconds: 30 })
  expect(audit()).toMatchObject([
    { actor: 'user', user: 'ada', verb: 'delete', namespace: 'shop', name: 'web-0', uid: web.uid, code: 200, requestId: done.headers['audit-id'] },
  ])
})

test('a stale uid is 409 with both sides’ words', async () => {
  const done = await deletePod({ ...web, uid: 'uid-of-its-predecessor' })
  const { failure } = done.json() as Extract<Outcome<never>, { ok: false }>
  expect([done.status, failure.reason, failure.code]).toEqual([409, 'Conflict', 409])
  expect(failure.message).toMatch(/ the UID in the precondition \(uid-of-its-predecessor\) does not match .*\(it was replaced since you looked/)
  expect(pod()?.metadata).not.toHaveProperty('deletionTimestamp')
})

test('a cluster that refuses our credential does not look like a logged-out tab', async () => {
  logIn('one-that-has-expired')
  clock.advance(2_000)
  const done = await deletePod(web)
  expect([done.status, done.json()]).toMatchObject([502, { ok: false, failure: { reason: 'Unauthorized', code: 401 } }])
})

test('every attempt at a change leaves one line, also those that were stopped at the door; nothing else does', async () => {
  const path = '/api/c/kind/commands/pods.delete'
  await server.ask(path, { method: 'POST', headers: { origin: 'http://evil.example', 'content-type': 'application/json' }, body: '{}' })
  await server.post(path, web, { bearer: false })
  await server.ask(path, { method: 'POST', headers: { origin: server.origin, 'content-type': 'text/plain' }, body: '{}' })
  await server.ask(path, { method: 'POST', headers: { origin: server.origin, 'content-type': 'application/json' }, body: '{' })
  await server.post(`${path}?force=true`, web)
  await server.post(path, { ...web, namespace: 'kube-system' })
  await server.post('/api/c/nope/commands/pods.delete', web)
  await server.ask('/api/session')
  await server.ask('/api/c/kind/reads/access.whoami')
  expect(audit().map(({ code, reason }) => [code, reason])).toEqual([
    [403, 'Forbidden'],
    [401, 'Unauthorized'],
    [415, 'UnsupportedMediaType'],
    [400, 'BadRequest'],
    [400, 'BadRequest'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
  ])
  expect(asked()).toEqual([])
})

test('every attempt at a look into a Secret leaves one line, also those that were stopped at the door', async () => {
  const path = '/api/c/kind/reads/secrets.value'
  const input = inPath(JSON.stringify({ namespace: 'shop', name: 'db', uid: 'uid-1', key: 'password' }))
  await server.ask(`${path}?input=${input}`, { bearer: false })
  await server.ask(`${path}?input={`)
  await server.ask(`${path}?input=${input}&more=1`)
  await server.ask(`/api/c/nope/reads/secrets.value?input=${input}`)
  expect(audit().map(({ code, reason }) => [code, reason])).toEqual([
    [401, 'Unauthorized'],
    [400, 'BadRequest'],
    [400, 'BadRequest'],
    [404, 'NotFound'],
  ])
  expect(asked()).toEqual([])
})

test('a handler that breaks fails its own request only, and says nothing of why', async () => {
  const broken = await testBinnacle({
    contexts: {
      ...noContexts,
      open: () => {
        throw new Error('a fault with a secret in it')
      },
    },
  })
  const done = await broken.post('/api/c/kind/commands/pods.delete', web)
  expect([done.status, done.json()]).toMatchObject([500, { ok: false, failure: { reason: 'InternalError', auditId: done.headers['audit-id'] } }])
  expect(done.text).not.toContain('secret')
  expect(broken.log.join('')).toContain('a fault with a secret in it')
  expect((await broken.ask('/healthz')).status).toBe(200)
  await broken.close()
})

test('neither the bearer nor a ticket is in any log line, address or answer after a day’s work', async () => {
  const ticket = await server.ticket()
  const ws = await server.socket(['binnacle', `ticket.${ticket}`])
  const answers = [
    await server.ask('/api/session'),
    await deletePod(web),
    await server.post('/api/login', { code: randomUUID() }),
    await server.ask(`/api/nope/${BEARER}`),
  ]
  expect(typeof ws).toBe('object')
  const told = [
    ...server.log,
    ...answers.map(({ text, headers }) => text + JSON.stringify(headers)),
    ...cluster.faults.requests.map(({ path, query, headers }) => `${path} ${query.toString()} ${JSON.stringify(headers)}`),
  ]
  expect(told.join('\n')).not.toMatch(new RegExp(`${BEARER}|${ticket}`))
  expect(answers.some(({ headers }) => headers['set-cookie'] !== undefined)).toBe(false)
})

test('a ticket dials the context that its tab is about to use, and no other one', async () => {
  const probed = () => cluster.faults.count({ path: '/readyz' })
  expect((await server.post('/api/ticket', {})).status).toBe(200)
  expect((await server.post('/api/ticket', { context: 'no-such-context' })).status).toBe(200)
  expect((await server.post('/api/ticket', { context: '' })).status).toBe(400)
  expect(probed()).toBe(0)
  expect((await server.post('/api/ticket', { context: 'kind' })).status).toBe(200)
  await vi.waitFor(() => expect(probed()).toBeGreaterThan(0))
})

import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { foreignHosts } from '../access/testing/foreignHosts.ts'
import { createHttp, type HttpDeps } from './http.ts'
import { LIMITS } from './listen.ts'
import { routes } from './routes.ts'
import { BEARER, type TestBinnacle, testBinnacle } from './testing/testBinnacle.ts'

// Real sockets, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let server: TestBinnacle
beforeAll(async () => {
  server = await testBinnacle()
})
afterAll(() => server.close())

const failureIn = (answer: { json: () => unknown }) =>
  (answer.json() as { failure: { reason: string; code: number; message: string; auditId: string } }).failure

test('the addresses are these and no others', () => {
  const table = Object.values(routes).map(({ method, path, shows }) => `${method.toUpperCase()} ${path} shows ${shows}`)
  expect(table).toMatchInlineSnapshot(`
    [
      "POST /api/login shows code",
      "POST /api/ticket shows bearer",
      "GET /api/session shows bearer",
      "POST /api/c/:context/commands/:name shows bearer",
      "GET /api/c/:context/reads/:name shows bearer",
      "UPGRADE /api/live shows ticket",
      "GET /healthz shows nothing",
      "GET /readyz shows nothing",
    ]
  `)
  const paths = createHttp({} as HttpDeps).router.stack.flatMap((layer) => (layer.route ? [layer.route.path] : []))
  expect([...new Set(paths)].sort()).toEqual(
    Object.values(routes)
      .filter(({ method }) => method !== 'upgrade')
      .map(({ path }) => path)
      .sort(),
  )
})

test.each(['/api/session', '/', '/pods/default/web', '/healthz', '/api/nothing-here'])('the headers of %s', async (path) => {
  const { headers } = await server.ask(path)
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  )
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  if (path.startsWith('/api')) expect(headers['cache-control']).toBe('no-store')
  const names = Object.keys(headers).join(' ')
  expect(names).not.toMatch(/set-cookie|access-control|x-powered-by|server/)
})

test('a foreign, rebound or disguised Host gets 421 everywhere, even with the bearer', async () => {
  const reachable = foreignHosts.map((host) => host.replaceAll('PORT', String(server.port))).filter((host) => /^[\x20-\x7e]*$/.test(host))
  expect(reachable.length).toBeGreaterThan(25)
  for (const host of reachable) {
    for (const path of ['/', '/assets/app.js', '/healthz', '/api/session']) {
      const answer = await server.raw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${BEARER}\r\nConnection: close\r\n\r\n`)
      expect([host, path, answer.slice(0, 12)]).toEqual([host, path, 'HTTP/1.1 421'])
    }
  }
})

test('no Host, two Hosts, a Host in the target: 421, or 400 for the last', async () => {
  const own = `Host: 127.0.0.1:${server.port}\r\n`
  const code = async (head: string) => (await server.raw(`${head}Connection: close\r\n\r\n`)).slice(9, 12)
  expect(await code('GET / HTTP/1.1\r\n')).toBe('421')
  expect(await code('GET / HTTP/1.0\r\n')).toBe('421')
  expect(await code(`GET / HTTP/1.1\r\n${own}Host: evil.example\r\n`)).toBe('421')
  expect(await code(`GET / HTTP/1.1\r\nHost: evil.example\r\n${own}`)).toBe('421')
  expect(await code(`GET http://evil.example/ HTTP/1.1\r\n${own}`)).toBe('400')
  expect(await code(`GET / HTTP/1.1\r\n${own}`)).not.toBe('421')
})

test('only our own page, or a script that holds the bearer, gets anything done', async () => {
  const ticket = async (headers: Record<string, string>, bearer = true) => (await server.ask('/api/ticket', { method: 'POST', headers, bearer })).status
  expect(await ticket({ origin: server.origin })).toBe(200)
  expect(await ticket({})).toBe(200)
  expect(await ticket({}, false)).toBe(403)
  expect(await ticket({ origin: server.origin }, false)).toBe(401)
  const foreign = [
    'null',
    'file://',
    'http://evil.example',
    `http://localhost:${server.port}`,
    `http://127.0.0.1:${server.port + 1}`,
    `https://127.0.0.1:${server.port}`,
  ]
  for (const origin of foreign) expect([origin, await ticket({ origin })]).toEqual([origin, 403])
})

test('what a form on another page can send changes nothing', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    for (const origin of ['null', 'http://evil.example']) {
      const headers = { 'content-type': type, origin }
      expect((await server.ask('/api/login', { method: 'POST', headers, body: '{"code":"x"}', bearer: false })).status).toBe(403)
    }
    const own = { 'content-type': type, origin: server.origin }
    expect((await server.ask('/api/login', { method: 'POST', headers: own, body: '{"code":"x"}', bearer: false })).status).toBe(415)
  }
})

test('a preflight is told nothing', async () => {
  const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
  const answer = await server.ask('/api/ticket', { method: 'OPTIONS', headers, bearer: false })
  expect(answer.status).toBe(403)
  expect((await server.ask('/api/ticket', { method: 'OPTIONS', headers: { origin: server.origin } })).status).toBe(405)
})

test('the printed link logs in once; the bearer it gives opens the session', async () => {
  const own = await testBinnacle({ config: { bearer: null } })
  const code = new URL(own.binnacle.newLink()).hash.slice('#k='.length)
  const first = await own.post('/api/login', { code }, { bearer: false })
  const { bearer } = first.json() as { bearer: string }
  expect((await own.ask('/api/session', { headers: { authorization: `Bearer ${bearer}` }, bearer: false })).status).toBe(200)
  const second = await own.post('/api/login', { code }, { bearer: false })
  expect([second.status, failureIn(second).reason]).toEqual([403, 'Forbidden'])
  expect(second.text).not.toContain(code)
  const late = new URL(own.binnacle.newLink()).hash.slice('#k='.length)
  own.clock.advance(10 * 60_000 + 1)
  expect((await own.post('/api/login', { code: late }, { bearer: false })).status).toBe(403)
  expect(own.log.join('')).not.toMatch(new RegExp(`${bearer}|${code}|${late}`))
  await own.close()
})

test('without the bearer there is nothing to see, and it is taken from the Authorization header alone', async () => {
  const nothing = await server.ask('/api/session', { bearer: false })
  expect([nothing.status, nothing.headers['www-authenticate'], failureIn(nothing).reason]).toEqual([401, 'Bearer', 'Unauthorized'])
  expect(failureIn(nothing).auditId).toBe(nothing.headers['audit-id'])
  for (const authorization of [BEARER, `Basic ${BEARER}`, `Bearer ${BEARER} x`, `Bearer ${BEARER}x`, 'Bearer ', `Bearer  ${BEARER}`]) {
    expect([authorization, (await server.ask('/api/session', { bearer: false, headers: { authorization } })).status]).toEqual([authorization, 401])
  }
  for (const path of [`/api/session?token=${BEARER}`, `/api/session?access_token=${BEARER}`])
    expect((await server.ask(path, { bearer: false })).status).toBe(401)
  expect((await server.ask('/api/session', { bearer: false, headers: { cookie: `token=${BEARER}` } })).status).toBe(401)
  expect(failureIn(nothing).message).toContain('press Enter in the terminal')
  expect((await server.ask('/api/session')).json()).toEqual({
    build: 'test',
    mode: 'local',
    contexts: [],
    problem: 'There is no kubeconfig.',
    protectedNamespaces: ['kube-system', 'kube-public', 'kube-node-lease'],
  })
})

test('bodies: JSON, plain, at most 1 MiB, flat, with known keys only', async () => {
  const login = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await server.ask('/api/login', { method: 'POST', body, headers: { origin: server.origin, 'content-type': 'application/json', ...headers } })
    return [answer.status, failureIn(answer).reason]
  }
  expect(await login('{"code":"x"}')).toEqual([403, 'Forbidden'])
  expect(await login('{"code":"x","more":1}')).toEqual([400, 'BadRequest'])
  expect(await login('{"code":["x"]}')).toEqual([400, 'BadRequest'])
  expect(await login('{"code":1e999}')).toEqual([400, 'BadRequest'])
  expect(await login('{"code":NaN}')).toEqual([400, 'BadRequest'])
  expect(await login('{"code":')).toEqual([400, 'BadRequest'])
  expect(await login('"x"')).toEqual([400, 'BadRequest'])
  expect(await login('')).toEqual([400, 'BadRequest'])
  expect(await login('{"__proto__":{"code":"x"}}')).toEqual([400, 'BadRequest'])
  expect(await login(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toEqual([400, 'BadRequest'])
  expect(await login(`{${Array.from({ length: 60_000 }, (_, key) => `"k${key}":0`).join()}}`)).toEqual([400, 'BadRequest'])
  expect(await login(`{"code":"${'x'.repeat(1024 * 1024)}"}`)).toEqual([413, 'RequestEntityTooLarge'])
  expect(await login('{"code":"x"}', { 'content-type': 'text/plain' })).toEqual([415, 'UnsupportedMediaType'])
  expect(await login('{"code":"x"}', { 'content-type': 'application/json; charset=latin1' })).toEqual([415, 'UnsupportedMediaType'])
  expect(await login(gzipSync('{"code":"x"}'), { 'content-encoding': 'gzip' })).toEqual([415, 'UnsupportedMediaType'])
})

test('an answer to a bad input says which field, and never what was in it', async () => {
  const canary = 'c4n4ry'
  for (const body of [{ code: [canary] }, { code: canary.repeat(100) }, { code: 'x', more: canary }]) {
    const answer = await server.post('/api/login', body)
    expect([answer.status, answer.text.includes(canary)]).toEqual([400, false])
    expect(failureIn(answer).message.length).toBeLessThan(300)
  }
  const malformed = await server.ask('/api/login', {
    method: 'POST',
    body: `{"${canary}`,
    headers: { origin: server.origin, 'content-type': 'application/json' },
  })
  expect([malformed.status, malformed.text.includes(canary)]).toEqual([400, false])
})

test('a query is taken nowhere but for the input of a read, once', async () => {
  const read = async (query: string) => (await server.ask(`/api/c/kind/reads/cluster.version${query}`)).status
  expect(await read('?input={}')).toBe(404)
  expect(await read('')).toBe(404)
  for (const query of ['?input={}&input={}', '?input[]={}', '?input={}&more=1', '?input={', '?input=', '?x'])
    expect([query, await read(query)]).toEqual([query, 400])
  expect((await server.ask('/api/session?x=1')).status).toBe(400)
})

test('a method cannot be smuggled in, and an address takes its own method only', async () => {
  const headers = { 'x-http-method-override': 'GET', 'x-method-override': 'GET', origin: server.origin }
  expect((await server.ask('/api/session', { method: 'POST', headers })).status).toBe(405)
  expect((await server.ask('/api/session', { method: 'DELETE', headers })).status).toBe(405)
  expect((await server.ask('/', { method: 'DELETE', headers })).status).toBe(405)
  for (const path of ['/api', '/api/', '/api/session/', '/api/Session', '/api/../api/session', '/api/c//reads/cluster.version', '/api/live']) {
    expect([path, (await server.ask(path)).status]).toEqual([path, 404])
  }
  expect((await server.ask('/api/c/%zz/reads/cluster.version')).status).toBe(400)
})

test('headers above 16 KiB are not read', async () => {
  const answer = await server.raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX: ${'x'.repeat(LIMITS.headerBytes)}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1.1 431 /)
})

test('a client that dawdles over its headers or its body is cut off', async () => {
  const hasty = await testBinnacle({ limits: { headerBytes: 4096, headersMs: 150, requestMs: 300, checkMs: 20 } })
  const host = `Host: 127.0.0.1:${hasty.port}\r\nAuthorization: Bearer ${BEARER}\r\n`
  const [headers, body, chunks] = await Promise.all([
    hasty.raw(`GET / HTTP/1.1\r\n${host}`),
    hasty.raw(`POST /api/ticket HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{`),
    hasty.raw(`POST /api/ticket HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`),
  ])
  expect([headers, body, chunks].map((answer) => answer.slice(0, 12))).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408', 'HTTP/1.1 408'])
  await hasty.close()
})

test('/healthz says that the process runs, /readyz that it takes requests', async () => {
  expect((await server.ask('/healthz', { bearer: false })).text).toBe('ok\n')
  const ready = await server.ask('/readyz', { bearer: false })
  expect([ready.status, ready.text]).toEqual([200, 'degraded: no cluster answers, or not all of them\n'])
})

test('a port that somebody asked for and that is taken is a sentence; the default one moves to the next', async () => {
  await expect(testBinnacle({ config: { port: server.port } })).rejects.toThrow(`Port ${server.port} is taken by another program`)
  const next = await testBinnacle({ config: { port: server.port, portAsked: false } })
  expect(next.port).toBeGreaterThan(server.port)
  await next.close()
})

import { Failure, ManualClock, type Outcome } from '@binnacle/shared'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AccessReviews } from '../access/AccessReviews.ts'
import { type Client, Identity } from '../access/Identity.ts'
import { runCommand } from '../commands/runCommand.ts'
import { runRead } from '../reads/runRead.ts'
import { Hub } from '../topics/Hub.ts'
import { Session } from '../topics/Session.ts'
import { mutate, mutateText, seeded } from './testing/mutate.ts'
import { type TestBinnacle, testBinnacle } from './testing/testBinnacle.ts'

const TURNS = 5_000
const clock = new ManualClock()
const unknownContext: Outcome<never> = { ok: false, failure: { reason: 'NotFound', code: 404, message: 'there is no such context' } }

// Real sockets, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let server: TestBinnacle
beforeAll(async () => {
  server = await testBinnacle()
})
afterAll(() => server.close())

const paths: string[] = []
const client: Client = {
  async json(request) {
    if (!request.path.ok) return request.path
    paths.push(`${request.method ?? 'GET'} ${request.path.output.text}`)
    return { ok: false, failure: { reason: 'NotFound', code: 404, message: 'not found' } }
  },
}
const identity = new Identity(clock)
const open = () => ({ ok: true, output: { client, uid: null } }) as const

/** What any input may be answered with: nothing worse than a refusal that a reader understands. */
function expectRefusalOrAnswer(outcome: Outcome<unknown>): void {
  if (outcome.ok) return
  expect(Failure.safeParse(outcome.failure).success).toBe(true)
  expect([400, 403, 404, 502]).toContain(outcome.failure.code)
  expect(outcome.failure.message.length).toBeLessThan(1_100)
}

test(`${TURNS} mutated inputs of a command: refused, or about exactly one pod by name`, async () => {
  const random = seeded(1)
  const deps = { clock, rails: { allowSystem: false, readOnly: false }, audit: () => undefined, identity, open }
  for (let turn = 0; turn < TURNS; turn += 1) {
    const input = mutate({ namespace: 'shop', name: 'web-0', uid: 'uid-1', gracePeriodSeconds: 30 }, random)
    expectRefusalOrAnswer(await runCommand({ context: 'kind', name: 'pods.delete', input, requestId: 'r', remoteAddress: '' }, deps))
  }
  const strange = paths.filter((path) => !/^DELETE \/api\/v1\/namespaces\/[a-z0-9-]{1,63}\/pods\/[a-z0-9.-]{1,253}$|selfsubjectreviews$/.test(path))
  expect(strange).toEqual([])
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test.each([
  ['cluster.version', {}],
  ['access.whoami', {}],
  ['secrets.value', { namespace: 'shop', name: 'db', uid: 'u', key: 'password' }],
  ['access.review', { verb: 'get', group: 'apps', resource: 'deployments', subresource: '', namespace: 'shop' }],
])(`${TURNS} mutated inputs of the read %s`, async (name, valid) => {
  const random = seeded(2)
  const deps = { identity, reviews: new AccessReviews(clock), audit: () => {}, open }
  for (let turn = 0; turn < TURNS; turn += 1) {
    expectRefusalOrAnswer(await runRead({ context: 'kind', name, input: mutate(valid, random), requestId: 'r', remoteAddress: '127.0.0.1' }, deps))
  }
})

const frames = [
  { type: 'subscribe', sub: 1, topic: 'pods', context: 'kind', params: { namespaces: ['shop'] } },
  {
    type: 'subscribe',
    sub: 1,
    topic: 'pods.logs',
    context: 'kind',
    params: { namespace: 'shop', name: 'web-0', uid: 'u', container: 'main', previous: false, tail: 200 },
  },
  { type: 'unsubscribe', sub: 1 },
  { type: 'resync', sub: 1 },
  { type: 'retry', sub: 1 },
]
test.each(frames)(`${TURNS} mutated frames like $type $topic`, (valid) => {
  const random = seeded(3)
  const hub = new Hub({ clock, open: () => unknownContext })
  for (let turn = 0; turn < TURNS; turn += 1) {
    const codes: number[] = []
    const session = new Session({ hub, clock, build: 'test', peer: { send: () => undefined, bufferedAmount: () => 0, close: (code) => void codes.push(code) } })
    const text = JSON.stringify(mutate(valid, random))
    session.receive(random() < 0.3 ? mutateText(text, random) : text)
    session.closed()
    expect([[], [1008], [1009]]).toContainEqual(codes)
  }
  expect([hub.size, clock.pending]).toEqual([0, 0])
})

test('500 mutated texts over a real connection: 400, 403 or 413, and the server stands', async () => {
  const random = seeded(4)
  const headers = { origin: server.origin, 'content-type': 'application/json' }
  for (let turn = 0; turn < 500; turn += 1) {
    const body = mutateText(JSON.stringify(mutate({ code: 'x'.repeat(32) }, random)), random)
    const { status } = await server.ask('/api/login', { method: 'POST', headers, body: Buffer.from(body, random() < 0.5 ? 'latin1' : 'utf8') })
    expect([400, 403, 413]).toContain(status)
  }
  expect((await server.ask('/healthz')).status).toBe(200)
})

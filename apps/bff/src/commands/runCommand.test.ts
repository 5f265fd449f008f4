import { commands, type Failure, ManualClock, type Outcome } from '@binnacle/shared'
import { beforeEach, expect, test } from 'vitest'
import { type AuditEntry, auditTo } from '../access/audit.ts'
import { type Client, Identity } from '../access/Identity.ts'
import { commandHandlers } from './index.ts'
import { type CommandCall, type CommandDeps, runCommand } from './runCommand.ts'

type Request = Parameters<Client['json']>[0]
type Seen = { method: string; path: string; body: unknown; auditId: string | undefined }

const clock = new ManualClock()
const ada = { status: { userInfo: { username: 'ada', groups: ['dev'] } } }
let seen: Seen[] = []
let lines: string[] = []

/** A cluster that answers as it is told; whatever it is asked for is in `seen`. */
function clusterThat(answer: (request: Seen) => Outcome<unknown> | Promise<Outcome<unknown>>): Client {
  return {
    async json(request: Request) {
      if (!request.path.ok) return request.path
      const asked = {
        method: request.method ?? 'GET',
        path: request.path.output.text,
        body: 'body' in request ? request.body : undefined,
        auditId: 'auditId' in request ? request.auditId : undefined,
      }
      if (asked.path.endsWith('/selfsubjectreviews')) return { ok: true, output: ada }
      seen.push(asked)
      return answer(asked)
    },
  }
}

const fails = (reason: Failure['reason'], code: number, message: string): Outcome<never> => ({ ok: false, failure: { reason, code, message } })
const pod = (uid: string, more: object = {}): Outcome<unknown> => ({ ok: true, output: { kind: 'Pod', metadata: { uid, ...more } } })
const web = { namespace: 'shop', name: 'web-0', uid: 'uid-1', gracePeriodSeconds: null }

function run(client: Client, more: Partial<CommandCall> & { rails?: CommandDeps['rails'] } = {}) {
  const { rails, ...call } = more
  const deps: CommandDeps = {
    clock: { now: () => clock.now(), after: (_ms, then) => (queueMicrotask(then), () => undefined) },
    rails: rails ?? { allowSystem: false, readOnly: false },
    audit: auditTo((line) => void lines.push(line), clock),
    identity: new Identity(clock),
    open: (context) => (context === 'kind' ? { ok: true, output: { client } } : fails('NotFound', 404, 'there is no such context')),
  }
  return runCommand({ context: 'kind', name: 'pods.delete', input: web, requestId: 'request-1', remoteAddress: '127.0.0.1', ...call }, deps)
}

/** The audit lines, after looking that there is one per line and each is marked. */
function audited(): AuditEntry[] {
  return lines.map((line) => {
    expect(line.endsWith('\n')).toBe(true)
    expect(line.trimEnd().split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(1)
    const { audit, ...entry } = JSON.parse(line) as AuditEntry & { audit: boolean }
    expect(audit).toBe(true)
    return entry
  })
}

beforeEach(() => {
  seen = []
  lines = []
})

test('deleting a pod names the pod that was seen, tells the cluster who asks, and leaves one line', async () => {
  const outcome = await run(clusterThat(() => pod('uid-1', { deletionGracePeriodSeconds: 30 })))
  expect(outcome).toEqual({ ok: true, output: { uid: 'uid-1', gracePeriodSeconds: 30 } })
  expect(seen).toEqual([{ method: 'DELETE', path: '/api/v1/namespaces/shop/pods/web-0', body: { preconditions: { uid: 'uid-1' } }, auditId: 'request-1' }])
  expect(audited()).toEqual([
    {
      time: new Date(clock.now()).toISOString(),
      actor: 'user',
      user: 'ada',
      context: 'kind',
      verb: 'delete',
      resource: 'pods',
      namespace: 'shop',
      name: 'web-0',
      uid: 'uid-1',
      code: 200,
      reason: null,
      requestId: 'request-1',
      remoteAddress: '127.0.0.1',
    },
  ])
})

test('a grace period of nought is sent as nought', async () => {
  await run(
    clusterThat(() => ({ ok: true, output: { kind: 'Status', status: 'Success' } })),
    { input: { ...web, gracePeriodSeconds: 0 } },
  )
  expect(seen[0]?.body).toEqual({ preconditions: { uid: 'uid-1' }, gracePeriodSeconds: 0 })
})

test('a pod that was replaced is a conflict, in the server’s words and ours', async () => {
  const words = 'Operation cannot be fulfilled on pods "web-0": the UID in the precondition (uid-1) does not match the UID in record (uid-2).'
  const outcome = await run(clusterThat(() => fails('Conflict', 409, words)))
  expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Conflict', code: 409, auditId: 'request-1' } })
  expect(JSON.stringify(outcome)).toContain('it was replaced since you looked')
  expect(JSON.stringify(outcome)).toContain('does not match the UID in record')
  expect(audited()).toMatchObject([{ code: 409, reason: 'Conflict', user: 'ada' }])
})

test('what the cluster refuses is said in its own words', async () => {
  for (const failure of [
    { reason: 'NotFound', code: 404, message: 'pods "web-0" not found' },
    { reason: 'Forbidden', code: 403, message: 'pods "web-0" is forbidden: User "ada" cannot delete' },
    { reason: 'TooManyRequests', code: 429, message: 'slow down' },
    { reason: 'InternalError', code: 500, message: 'etcd said no' },
  ] as const) {
    const outcome = await run(clusterThat(() => ({ ok: false, failure })))
    expect(outcome).toEqual({ ok: false, failure: { ...failure, auditId: 'request-1' } })
  }
  expect(seen).toHaveLength(4)
})

test.each([
  ['it is gone', () => fails('NotFound', 404, 'not found'), { ok: true }],
  ['another has its name', () => pod('uid-2'), { ok: true }],
  [
    'it is going',
    () => pod('uid-1', { deletionTimestamp: '2026-01-01T00:00:00Z', deletionGracePeriodSeconds: 7 }),
    { ok: true, output: { gracePeriodSeconds: 7 } },
  ],
  [
    'it is still there',
    () => pod('uid-1'),
    { ok: false, failure: { reason: 'Disconnected', message: 'cut (no answer; the pod is still there and was not asked to go)' } },
  ],
  [
    'nobody answers',
    () => fails('Disconnected', 0, 'refused'),
    { ok: false, failure: { reason: 'Disconnected', message: expect.stringContaining('no answer, state unknown') as string } },
  ],
] as const)('a reply that was lost is settled by looking again: %s', async (_what, look, expected) => {
  const outcome = await run(clusterThat(({ method }) => (method === 'DELETE' ? fails('Disconnected', 0, 'cut') : look())))
  expect(outcome).toMatchObject(expected)
  expect(seen.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  expect(audited()).toMatchObject([{ code: outcome.ok ? 200 : 0 }])
})

test('guard rails stand before any call: protected namespaces, and everything when read-only', async () => {
  const client = clusterThat(() => pod('uid-1'))
  for (const namespace of ['kube-system', 'kube-public', 'kube-node-lease']) {
    expect(await run(client, { input: { ...web, namespace } })).toMatchObject({ ok: false, failure: { reason: 'Forbidden', code: 403 } })
  }
  expect(await run(client, { rails: { allowSystem: true, readOnly: true } })).toMatchObject({ ok: false, failure: { code: 403 } })
  expect(seen).toEqual([])
  expect(audited().map(({ code, user, namespace }) => [code, user, namespace])).toEqual([
    [403, null, 'kube-system'],
    [403, null, 'kube-public'],
    [403, null, 'kube-node-lease'],
    [403, null, 'shop'],
  ])
  expect(await run(client, { input: { ...web, namespace: 'kube-system' }, rails: { allowSystem: true, readOnly: false } })).toMatchObject({ ok: true })
})

test('the line says what was done, not what had to be looked at first', async () => {
  const deployment = { metadata: { name: 'web', uid: 'uid-1', generation: 7 }, spec: { replicas: 3, template: { spec: { containers: [] } } } }
  const client = clusterThat(() => ({ ok: true, output: deployment }))
  const ref = { namespace: 'shop', name: 'web', uid: 'uid-1' }
  await run(client, { name: 'deployments.scale', input: { ...ref, seen: 3, replicas: 4 } })
  await run(client, { name: 'deployments.undo', input: { ...ref, generation: 6, to: 1 } })
  expect(audited()).toMatchObject([
    { verb: 'patch', resource: 'deployments/scale', name: 'web', uid: 'uid-1', code: 200, reason: null },
    { verb: 'patch', resource: 'deployments', name: 'web', uid: 'uid-1', code: 409, reason: 'Conflict' },
  ])
  expect(seen.filter(({ method }) => method !== 'GET')).toMatchObject([{ auditId: 'request-1', path: '/apis/apps/v1/namespaces/shop/deployments/web/scale' }])
})

test('an input that is not the command’s reaches nobody, and its line holds nothing of it', async () => {
  const client = clusterThat(() => pod('uid-1'))
  const bad = [
    undefined,
    null,
    [],
    'x',
    {},
    { ...web, more: 1 },
    { ...web, uid: '' },
    { ...web, name: '..' },
    { ...web, name: 'c4n4ry/../..' },
    { ...web, namespace: 'c4n4ry\n{"audit":true,"user":"root"}' },
    { ...web, gracePeriodSeconds: -1 },
    { ...web, gracePeriodSeconds: 1.5 },
    { ...web, gracePeriodSeconds: 2 ** 53 },
    { ...web, gracePeriodSeconds: '0' },
  ]
  for (const input of bad) expect([input, await run(client, { input })]).toMatchObject([input, { ok: false, failure: { reason: 'BadRequest', code: 400 } }])
  expect(seen).toEqual([])
  expect(audited()).toHaveLength(bad.length)
  expect(lines.join('')).not.toContain('c4n4ry')
})

test('an unknown command and an unknown context are refused and recorded', async () => {
  const client = clusterThat(() => pod('uid-1'))
  for (const name of ['pods.erase', '__proto__', 'constructor', ''])
    expect(await run(client, { name })).toMatchObject({ ok: false, failure: { reason: 'NotFound' } })
  for (const context of ['other', '__proto__', 'a\n{"audit":true}\u2028\u0085'])
    expect(await run(client, { context })).toMatchObject({ ok: false, failure: { reason: 'NotFound' } })
  expect(seen).toEqual([])
  expect(audited()).toHaveLength(7)
})

test('a command that breaks leaves its line too', async () => {
  const broken = clusterThat(() => {
    throw new Error('a fault of ours')
  })
  await expect(run(broken)).rejects.toThrow('a fault of ours')
  expect(audited()).toMatchObject([{ code: 500, reason: 'InternalError', name: 'web-0' }])
})

test('whom the cluster takes us for is asked once a minute, and a cluster that does not say leaves no name', async () => {
  let asked = 0
  const client: Client = {
    json: async () => {
      asked += 1
      return asked === 2 ? fails('Forbidden', 403, 'no') : { ok: true, output: ada }
    },
  }
  const identity = new Identity(clock)
  await identity.of('kind', client)
  await identity.of('kind', client)
  expect([asked, identity.lastHeard('kind'), identity.lastHeard('other')]).toEqual([1, 'ada', null])
  clock.advance(60_000)
  expect((await identity.of('kind', client)).ok).toBe(false)
  expect([asked, identity.lastHeard('kind')]).toEqual([2, 'ada'])
  expect((await identity.of('kind', client)).ok).toBe(true)
})

test('every command of the contract has its handler and says what it needs', () => {
  expect(Object.keys(commandHandlers)).toEqual(Object.keys(commands))
  for (const [name, { needs }] of Object.entries(commands)) expect([name, needs.length > 0]).toEqual([name, name !== 'objects.apply'])
})

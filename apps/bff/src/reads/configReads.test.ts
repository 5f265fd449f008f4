import { ManualClock, type Outcome } from '@binnacle/shared'
import { beforeEach, expect, test } from 'vitest'
import { AccessReviews } from '../access/AccessReviews.ts'
import type { AuditEntry } from '../access/audit.ts'
import { type Client, Identity } from '../access/Identity.ts'
import { runRead } from './runRead.ts'

const clock = new ManualClock()
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const ok = (output: unknown): Outcome<unknown> => ({ ok: true, output })
let audited: AuditEntry[] = []
let asked: { path: string; accept: string | undefined; guarded: boolean }[] = []
beforeEach(() => {
  audited = []
  asked = []
})

function read(name: string, input: unknown, answers: Readonly<Record<string, Outcome<unknown>>>) {
  const client: Client = {
    async json(request) {
      if (!request.path.ok) return request.path
      const path = request.path.output.text
      if (path.endsWith('/selfsubjectreviews')) return ok({ status: { userInfo: { username: 'ada' } } })
      asked.push({ path, accept: 'accept' in request ? request.accept : undefined, guarded: request.guarded === true })
      return answers[path] ?? ok({ metadata: {}, items: [] })
    },
  }
  const deps = {
    identity: new Identity(clock),
    reviews: new AccessReviews(clock),
    audit: (entry: AuditEntry) => void audited.push(entry),
    open: () => ({ ok: true, output: { client, uid: null } }) as const,
  }
  return runRead({ context: 'kind', name, input, requestId: 'request-1', remoteAddress: '127.0.0.1' }, deps)
}

const core = '/api/v1/namespaces/shop'
const db = { namespace: 'shop', name: 'db', uid: 'u-1' }
// As the apiserver sends it: an own key `__proto__`, which an object literal would not make.
const secret = JSON.parse(
  `{"metadata":{"uid":"u-1","resourceVersion":"7","annotations":{"x":"c4n4ry-other"}},"data":{"password":"${base64('c4n4ry')}","other":"${base64('c4n4ry-other')}","__proto__":"${base64('odd')}"}}`,
) as unknown

test('one value of a Secret: one GET, that value and no other, and one audit line that names the key and who asked', async () => {
  const outcome = await read('secrets.value', { ...db, key: 'password' }, { [`${core}/secrets/db`]: ok(secret) })
  expect(outcome).toEqual(ok({ value: base64('c4n4ry') }))
  expect(asked).toEqual([{ path: `${core}/secrets/db`, accept: undefined, guarded: true }])
  expect(audited).toMatchObject([{ actor: 'user', user: 'ada', verb: 'get', resource: 'secrets', ...db, key: 'password', code: 200, requestId: 'request-1' }])
  expect(JSON.stringify(audited)).not.toContain(base64('c4n4ry').slice(0, 6))
})

test('the key __proto__ is read like any other', async () => {
  expect(await read('secrets.value', { ...db, key: '__proto__' }, { [`${core}/secrets/db`]: ok(secret) })).toEqual(ok({ value: base64('odd') }))
})

test.each([
  ['another object has the name', { ...db, uid: 'u-2', key: 'password' }, { reason: 'Conflict', code: 409 }],
  ['the key is gone', { ...db, key: 'gone' }, { reason: 'NotFound', code: 404 }],
  ['the input is none', { ...db, key: '..' }, { reason: 'BadRequest', code: 400 }],
])('no value when %s, and a line all the same', async (_why, input, failure) => {
  const outcome = await read('secrets.value', input, { [`${core}/secrets/db`]: ok(secret) })
  expect(outcome).toMatchObject({ ok: false, failure })
  expect(JSON.stringify(outcome)).not.toContain(base64('c4n4ry').slice(0, 6))
  expect(audited).toMatchObject([{ code: failure.code, reason: failure.reason }])
})

test('a look that breaks Binnacle itself leaves its line too', async () => {
  const broken = read(
    'secrets.value',
    { ...db, key: 'password' },
    {
      get [`${core}/secrets/db`](): never {
        throw new Error('broken')
      },
    },
  )
  await expect(broken).rejects.toThrow('broken')
  expect(audited).toMatchObject([{ ...db, key: 'password', code: 500, reason: 'InternalError' }])
})

const metadata = (time: string) => ({
  metadata: {
    uid: 'u-1',
    managedFields: [
      { manager: 'binnacle', time, fieldsV1: { 'f:data': {} } },
      { manager: 'labels', time: '2026-01-01T09:00:00Z', fieldsV1: { 'f:metadata': {} } },
    ],
  },
})
const pod = (name: string, startedAt: string, use: object) => ({
  metadata: {
    uid: name,
    name,
    labels: { 'pod-template-hash': 'abc' },
    ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', uid: 'rs', controller: true }],
  },
  spec: { containers: [{ name: 'web', ...use }] },
  status: { containerStatuses: [{ name: 'web', state: { running: { startedAt } } }] },
})
const env = { env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] }

test('who uses a Secret, who is to be restarted, and which containers started before it last changed', async () => {
  const mounted = {
    ...pod('files', '2026-01-01T05:00:00Z', {}),
    spec: {
      containers: [{ name: 'web', volumeMounts: [{ name: 'v', mountPath: '/etc/db' }] }],
      volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'db' } }] } }],
    },
  }
  const pods = [
    pod('old', '2026-01-01T07:59:59Z', env),
    pod('same', '2026-01-01T08:00:00Z', env),
    pod('new', '2026-01-01T08:00:01Z', env),
    mounted,
    pod('others', '2026-01-01T05:00:00Z', {}),
  ]
  const outcome = await read('secrets.usedBy', db, {
    [`${core}/secrets/db`]: ok(metadata('2026-01-01T08:00:00Z')),
    [`${core}/pods`]: ok({ metadata: {}, items: pods }),
    '/apis/apps/v1/namespaces/shop/deployments': ok({
      metadata: {},
      items: [{ metadata: { uid: 'd', name: 'web' }, spec: { template: { spec: { containers: [{ name: 'web', ...env }] } } } }],
    }),
    [`${core}/serviceaccounts`]: ok({ metadata: {}, items: [{ metadata: { uid: 'sa', name: 'default' }, imagePullSecrets: [{ name: 'db' }] }] }),
    '/apis/batch/v1/namespaces/shop/jobs': { ok: false, failure: { reason: 'Forbidden', code: 403, message: 'no' } },
  })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  const { users, ...rest } = outcome.output as { users: { kind: string; name: string; keeps: string | null; owner: { kind: string; name: string } | null }[] }
  expect(users.map(({ kind, name, keeps, owner }) => [kind, name, keeps, owner?.name ?? null])).toEqual([
    ['Pod', 'old', 'old', 'web'],
    ['Pod', 'same', 'unknown', 'web'],
    ['Pod', 'new', 'new', 'web'],
    ['Pod', 'files', null, 'web'],
    ['Deployment', 'web', null, null],
    ['ServiceAccount', 'default', null, null],
  ])
  expect(users[0]?.owner).toMatchObject({ kind: 'Deployment', uid: 'd' })
  expect(rest).toMatchObject({
    changedAt: Date.parse('2026-01-01T08:00:00Z') / 1000,
    changedBy: 'binnacle',
    unread: [{ resource: 'jobs', failure: { code: 403 } }],
    partly: [],
  })
  // No value leaves the apiserver for this: only the metadata is asked for.
  expect(asked.find(({ path }) => path === `${core}/secrets/db`)?.accept).toContain('as=PartialObjectMetadata')
  expect(audited).toEqual([])
})

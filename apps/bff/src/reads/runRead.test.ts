import { ManualClock, type Outcome } from '@binnacle/shared'
import { beforeEach, expect, test } from 'vitest'
import { AccessReviews } from '../access/AccessReviews.ts'
import type { AuditEntry } from '../access/audit.ts'
import { type Client, Identity } from '../access/Identity.ts'
import { type ReadDeps, runRead } from './runRead.ts'

type Request = Parameters<Client['json']>[0]

const clock = new ManualClock()
let audited: AuditEntry[] = []
let seen: { path: string; body: unknown }[] = []
beforeEach(() => {
  seen = []
  audited = []
})

function cluster(answers: Readonly<Record<string, Outcome<unknown>>>, uid: string | null = null): ReadDeps {
  const client: Client = {
    async json(request: Request) {
      if (!request.path.ok) return request.path
      const path = request.path.output.text
      seen.push({ path, body: 'body' in request ? request.body : undefined })
      return answers[path] ?? { ok: false, failure: { reason: 'NotFound', code: 404, message: 'not found' } }
    },
  }
  return {
    identity: new Identity(clock),
    reviews: new AccessReviews(clock),
    audit: (entry) => void audited.push(entry),
    open: (context) =>
      context === 'kind'
        ? { ok: true, output: { client, uid } }
        : { ok: false, failure: { reason: 'NotFound', code: 404, message: 'there is no such context' } },
  }
}

const read = (deps: ReadDeps, name: string, input: unknown = {}) =>
  runRead({ context: 'kind', name, input, requestId: 'request-1', remoteAddress: '127.0.0.1' }, deps)
const ok = (output: unknown): Outcome<unknown> => ({ ok: true, output })

test('cluster.version says which Kubernetes this is, and which cluster', async () => {
  const answers = { '/version': ok({ gitVersion: 'v1.36.3' }), '/api/v1/namespaces/kube-system': ok({ metadata: { uid: 'uid-of-the-cluster' } }) }
  expect(await read(cluster(answers), 'cluster.version')).toEqual(ok({ gitVersion: 'v1.36.3', clusterUid: 'uid-of-the-cluster' }))
  expect(await read(cluster({ '/version': ok({ gitVersion: 'v1.36.3' }) }), 'cluster.version')).toEqual(ok({ gitVersion: 'v1.36.3', clusterUid: null }))
  seen = []
  expect(await read(cluster(answers, 'known'), 'cluster.version')).toEqual(ok({ gitVersion: 'v1.36.3', clusterUid: 'known' }))
  expect(seen).toHaveLength(1)
  expect(await read(cluster({ '/version': ok('<html>') }), 'cluster.version')).toMatchObject({ ok: false, failure: { reason: 'NotKubernetes' } })
})

test('access.whoami says whom the cluster takes us for, and nothing else it said', async () => {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const deps = cluster({ [path]: ok({ status: { userInfo: { username: 'ada', groups: ['dev'], uid: 'x', extra: { secret: ['y'] } } } }) })
  expect(await read(deps, 'access.whoami')).toEqual(ok({ username: 'ada', groups: ['dev'] }))
})

test('access.review asks the cluster once a minute per question', async () => {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const deps = cluster({ [path]: ok({ status: { allowed: true, reason: 'a binding' } }) })
  const question = { verb: 'delete', group: '', resource: 'pods', subresource: '', namespace: 'shop' }
  expect(await read(deps, 'access.review', question)).toEqual(ok({ allowed: true, reason: 'a binding' }))
  await read(deps, 'access.review', question)
  await read(deps, 'access.review', { ...question, namespace: null })
  expect(seen.map(({ body }) => (body as { spec: unknown }).spec)).toEqual([
    { resourceAttributes: { verb: 'delete', group: '', resource: 'pods', subresource: '', namespace: 'shop' } },
    { resourceAttributes: { verb: 'delete', group: '', resource: 'pods', subresource: '' } },
  ])
  clock.advance(59_999)
  await read(deps, 'access.review', question)
  expect(seen).toHaveLength(2)
  clock.advance(1)
  await read(deps, 'access.review', question)
  expect(seen).toHaveLength(3)
})

test('a right that is missing is asked about again soon, because it may be given', async () => {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const deps = cluster({ [path]: ok({ status: { allowed: false, reason: 'no binding' } }) })
  const question = { verb: 'create', group: 'batch', resource: 'jobs', subresource: '', namespace: 'shop' }
  await read(deps, 'access.review', question)
  await read(deps, 'access.review', question)
  expect(seen).toHaveLength(1)
  clock.advance(4_000)
  await read(deps, 'access.review', question)
  expect(seen).toHaveLength(2)
})

test('a review that failed is asked again at the next look', async () => {
  const deps = cluster({})
  const question = { verb: 'get', group: '', resource: 'pods', subresource: 'log', namespace: null }
  expect(await read(deps, 'access.review', question)).toMatchObject({ ok: false, failure: { code: 404, auditId: 'request-1' } })
  await read(deps, 'access.review', question)
  expect(seen).toHaveLength(2)
})

test('replicasets.template gives the template without its hash, and nothing of a ReplicaSet that is another one', async () => {
  const path = '/apis/apps/v1/namespaces/shop/replicasets/web-1'
  const input = { namespace: 'shop', name: 'web-1', uid: 'u1' }
  const template = { metadata: { labels: { app: 'web', 'pod-template-hash': '1' }, annotations: { a: 'b' } }, spec: { containers: [{ name: 'web' }] } }
  const replicaSet = (of: unknown) => ({ [path]: ok({ metadata: { uid: 'u1' }, spec: { template: of } }) })
  expect(await read(cluster(replicaSet(template)), 'replicasets.template', input)).toEqual(
    ok({ template: { ...template, metadata: { labels: { app: 'web' }, annotations: { a: 'b' } } } }),
  )
  for (const bare of [{}, { metadata: {} }, { metadata: null }, { metadata: { labels: null } }]) {
    expect(await read(cluster(replicaSet(bare)), 'replicasets.template', input)).toEqual(ok({ template: bare }))
  }
  expect(await read(cluster(replicaSet(template)), 'replicasets.template', { ...input, uid: 'u2' })).toEqual(ok({ template: null }))
  expect(await read(cluster({}), 'replicasets.template', input)).toEqual(ok({ template: null }))
  const forbidden: Outcome<unknown> = { ok: false, failure: { reason: 'Forbidden', code: 403, message: 'replicasets.apps "web-1" is forbidden' } }
  expect(await read(cluster({ [path]: forbidden }), 'replicasets.template', input)).toMatchObject(forbidden)
  expect(await read(cluster({ [path]: ok([]) }), 'replicasets.template', input)).toMatchObject({ failure: { reason: 'NotKubernetes' } })
})

test('what is no read, no context or no input of the read reaches nobody', async () => {
  const deps = cluster({})
  for (const name of ['secrets.all', '__proto__', 'toString', '']) expect(await read(deps, name)).toMatchObject({ failure: { reason: 'NotFound' } })
  expect(await runRead({ context: 'other', name: 'cluster.version', input: {}, requestId: 'request-1', remoteAddress: '127.0.0.1' }, deps)).toMatchObject({
    failure: { reason: 'NotFound' },
  })
  for (const input of [null, [], { more: 1 }]) expect(await read(deps, 'cluster.version', input)).toMatchObject({ failure: { reason: 'BadRequest' } })
  for (const verb of ['impersonate', '*', '']) {
    expect(await read(deps, 'access.review', { verb, group: '', resource: 'pods', subresource: '', namespace: null })).toMatchObject({ failure: { code: 400 } })
  }
  expect(seen).toEqual([])
})

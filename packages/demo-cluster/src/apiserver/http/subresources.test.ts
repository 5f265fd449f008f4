import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type HttpClient, httpClient } from '../testing/httpClient.ts'

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{ name: web, image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0', args: [netexec], ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`
const DEPLOYMENT = '/apis/apps/v1/namespaces/default/deployments/web'
const MERGE = { 'content-type': 'application/merge-patch+json' }

// Each test boots a cluster or asks it much; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let client: HttpClient
let pod = ''
const IN_DEFAULT = '/api/v1/namespaces/default'
const podNames = () =>
  client.cluster.store
    .list('pods', 'default')
    .map(({ metadata }) => metadata.name)
    .filter((name) => name.startsWith('web'))

beforeAll(async () => {
  client = await httpClient()
  client.cluster.apply(WEB)
  client.cluster.clock.advance(60_000)
  pod = podNames()[0] ?? ''
})
afterAll(() => client.cluster.close())

describe('subresources', () => {
  it('scale reads and writes the replica count alone', async () => {
    const read = await client.get(`${DEPLOYMENT}/scale`)
    expect(read.body).toMatchObject({ kind: 'Scale', apiVersion: 'autoscaling/v1', spec: { replicas: 1 }, status: { replicas: 1, selector: 'app=web' } })
    const patched = await client.call('PATCH', `${DEPLOYMENT}/scale`, { spec: { replicas: 2 } }, MERGE)
    expect(patched.body).toMatchObject({ kind: 'Scale', spec: { replicas: 2 } })
    const stale = await client.call('PUT', `${DEPLOYMENT}/scale`, { ...read.body, spec: { replicas: 5 } })
    expect(stale).toMatchObject({ status: 409, body: { reason: 'Conflict' } })
    const negative = await client.call('PATCH', `${DEPLOYMENT}/scale`, { spec: { replicas: -1 } }, MERGE)
    expect(negative.body['message']).toBe('Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0')
    const JSON_PATCH = { 'content-type': 'application/json-patch+json' }
    const test = (path: string, value: unknown, replicas: number) =>
      client.call(
        'PATCH',
        `${DEPLOYMENT}/scale`,
        [
          { op: 'test', path, value },
          { op: 'add', path: '/spec/replicas', value: replicas },
        ],
        JSON_PATCH,
      )
    expect((await test('/metadata/uid', 'of another', 3)).body['message']).toBe('the server rejected our request due to an error in our request')
    expect((await test('/spec/replicas', 2, 0)).body).toMatchObject({ spec: {} })
    expect((await test('/spec/replicas', null, 2)).body).toMatchObject({ spec: { replicas: 2 } })
    client.cluster.clock.advance(60_000)
    expect(podNames()).toHaveLength(2)
  })

  it('log gives the lines of a container, and refuses in the words of the kubelet', async () => {
    expect((await client.get(`${IN_DEFAULT}/pods/${pod}/log?tailLines=1`)).body['text']).toContain('Started UDP server')
    expect((await client.get(`${IN_DEFAULT}/pods/${pod}/log?container=x`)).body['message']).toBe(`container x is not valid for pod ${pod}`)
    expect((await client.get(`${IN_DEFAULT}/pods/${pod}/log?tailLines=x`)).body['message']).toBe('strconv.ParseInt: parsing "x": invalid syntax')
    expect((await client.get(`${IN_DEFAULT}/pods/${pod}/log?tailLines=-1`)).body['message']).toBe(
      `PodLogOptions "${pod}" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0`,
    )
    expect((await client.get(`${IN_DEFAULT}/pods/${pod}/exec?command=ls`)).body).toMatchObject({ code: 400, message: 'Upgrade request required' })
  })

  it('proxy reaches what a container serves, by pod and by service', async () => {
    expect((await client.get(`${IN_DEFAULT}/pods/${pod}:8080/proxy/hostname`)).body['text']).toContain(pod)
    expect((await client.get(`${IN_DEFAULT}/services/http:web:http/proxy/echo?msg=hi`)).body['text']).toBe('hi')
    expect((await client.get(`${IN_DEFAULT}/services/web:80/proxy/echo?msg=hi`)).body['text']).toBe('hi')
    const closed = await client.get(`${IN_DEFAULT}/pods/${pod}:81/proxy/`)
    expect(closed).toMatchObject({ status: 503, body: { reason: 'ServiceUnavailable' } })
    expect(closed.body['message']).toMatch(/^error trying to reach service: dial tcp 10\.244\.0\.\d+:81: connect: connection refused$/)
    expect((await client.get(`${IN_DEFAULT}/services/web:81/proxy/`)).body['message']).toBe('no service port 81 found for service "web"')
  })

  it('token makes a credential that is known as its service account', async () => {
    const made = await client.call('POST', `${IN_DEFAULT}/serviceaccounts/default/token`, { spec: { expirationSeconds: 600 } })
    expect(made.status).toBe(201)
    const { token } = made.body['status'] as { token: string }
    const review = { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' }
    const self = await client.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', review, { authorization: `Bearer ${token}` })
    expect(self.body).toMatchObject({ status: { userInfo: { username: 'system:serviceaccount:default:default' } } })
    expect((await client.get('/api/v1/pods', { authorization: 'Bearer nobody' })).status).toBe(401)
  })

  it('eviction takes a pod away, unless a budget forbids it', async () => {
    const eviction = { kind: 'Eviction', apiVersion: 'policy/v1', metadata: { name: pod, namespace: 'default' } }
    const evicted = await client.call('POST', `${IN_DEFAULT}/pods/${pod}/eviction`, eviction)
    expect(evicted).toMatchObject({ status: 201, body: { kind: 'Status', status: 'Success' } })
    client.cluster.clock.advance(60_000)
    expect(podNames()).not.toContain(pod)
    const budget = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'all' },
      spec: { minAvailable: 2, selector: { matchLabels: { app: 'web' } } },
    }
    expect((await client.call('POST', '/apis/policy/v1/namespaces/default/poddisruptionbudgets', budget)).status).toBe(201)
    const [next = ''] = podNames()
    const refused = await client.call('POST', `${IN_DEFAULT}/pods/${next}/eviction`, { ...eviction, metadata: { name: next } })
    expect(refused.body).toMatchObject({ code: 429, message: "Cannot evict pod as it would violate the pod's disruption budget." })
  })
})

describe('writes by query', () => {
  it('a dry run shows what would be and writes nothing', async () => {
    const version = client.cluster.store.version
    const shown = await client.call('PATCH', `${DEPLOYMENT}?dryRun=All`, { spec: { replicas: 9 } }, MERGE)
    expect(shown.body).toMatchObject({ spec: { replicas: 9 } })
    await client.call('DELETE', `${DEPLOYMENT}?dryRun=All`)
    expect(client.cluster.store.version).toBe(version)
  })

  it('fields nobody knows are refused, warned of or dropped, as asked', async () => {
    const odd = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'odd' }, colour: 'red' }
    const secrets = `${IN_DEFAULT}/secrets`
    const strict = await client.call('POST', `${secrets}?fieldValidation=Strict`, odd)
    expect(strict.body['message']).toBe('Secret in version "v1" cannot be handled as a Secret: strict decoding error: unknown field "colour"')
    const warned = await client.call('POST', `${secrets}?dryRun=All`, odd)
    expect([warned.status, warned.headers.get('warning')]).toEqual([201, '299 - "unknown field \\"colour\\""'])
    expect((await client.call('POST', `${secrets}?dryRun=All&fieldValidation=Ignore`, odd)).headers.get('warning')).toBeNull()
  })

  it('managers are named by the user agent, and applying needs a name', async () => {
    const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'mine' } }
    const made = await client.call('POST', `${IN_DEFAULT}/secrets`, { ...body, stringData: { a: 'b' } }, { 'user-agent': 'tool/1.2 (linux)' })
    expect(made.body).toMatchObject({ metadata: { managedFields: [{ manager: 'tool', operation: 'Update' }] } })
    const apply = { 'content-type': 'application/apply-patch+yaml' }
    const nameless = await client.call('PATCH', `${IN_DEFAULT}/secrets/applied`, 'kind: Secret', apply)
    expect(nameless.body['message']).toBe('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch')
    const applied = await client.call(
      'PATCH',
      `${IN_DEFAULT}/secrets/applied?fieldManager=me`,
      'apiVersion: v1\nkind: Secret\nmetadata: {name: applied}\n',
      apply,
    )
    expect(applied.status).toBe(201)
  })

  it('a collection is deleted as far as its selectors go', async () => {
    const secrets = `${IN_DEFAULT}/secrets`
    for (const [name, keep] of [
      ['one', 'no'],
      ['two', 'yes'],
    ] as const) {
      await client.call('POST', secrets, { apiVersion: 'v1', kind: 'Secret', metadata: { name, labels: { keep } } })
    }
    const removed = await client.call('DELETE', `${secrets}?labelSelector=keep%3Dno`)
    expect(removed.body).toMatchObject({ kind: 'SecretList', items: [{ metadata: { name: 'one' } }] })
    expect((await client.get(`${secrets}?labelSelector=keep`)).body.items).toHaveLength(1)
  })

  it('events are read in their newer version, too', async () => {
    const older = await client.get(`${IN_DEFAULT}/events?fieldSelector=reason%3DScalingReplicaSet&limit=1`)
    const newer = await client.get('/apis/events.k8s.io/v1/namespaces/default/events?fieldSelector=reason%3DScalingReplicaSet&limit=1')
    const [event] = older.body.items as { message: string; involvedObject: object }[]
    expect(newer.body).toMatchObject({ apiVersion: 'events.k8s.io/v1', items: [{ note: event?.message, regarding: event?.involvedObject }] })
    expect((await client.call('POST', '/apis/events.k8s.io/v1/namespaces/default/events', {})).status).toBe(405)
  })
})

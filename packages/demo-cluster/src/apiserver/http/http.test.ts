import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HttpClient, httpClient, take } from '../testing/httpClient.ts'

let client: HttpClient
const MAPS = '/api/v1/namespaces/default/configmaps'
const map = (name: string, fields: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...fields } })

beforeEach(async () => {
  client = await httpClient()
})
afterEach(() => client.cluster.close())

describe('the verbs over HTTP', () => {
  it('create, read, replace and delete an object', async () => {
    const created = await client.call('POST', MAPS, map('one'))
    expect(created.status).toBe(201)
    expect((await client.call('POST', MAPS, map('one'))).body).toMatchObject({ reason: 'AlreadyExists', message: 'configmaps "one" already exists' })
    const read = await client.get(`${MAPS}/one`)
    expect(read.body).toEqual(created.body)
    const replaced = await client.call('PUT', `${MAPS}/one`, { ...read.body, data: { a: 'b' } })
    expect(replaced.body).toMatchObject({ data: { a: 'b' } })
    const stale = await client.call('PUT', `${MAPS}/one`, { ...read.body, data: { a: 'c' } })
    expect(stale).toMatchObject({ status: 409, body: { reason: 'Conflict' } })
    const gone = await client.call('DELETE', `${MAPS}/one`)
    expect(gone.body).toMatchObject({ kind: 'Status', status: 'Success', details: { name: 'one', kind: 'configmaps' } })
    expect((await client.get(`${MAPS}/one`)).body).toMatchObject({ code: 404, message: 'configmaps "one" not found' })
  })

  it('refuse what does not belong to the path, in the words of the apiserver', async () => {
    await client.call('POST', MAPS, map('one'))
    const other = await client.call('PUT', `${MAPS}/one`, map('two'))
    expect(other.body).toMatchObject({ code: 400, message: 'the name of the object (two) does not match the name on the URL (one)' })
    const elsewhere = await client.call('POST', MAPS, map('two', { namespace: 'x' }))
    expect(elsewhere.body['message']).toBe('the namespace of the provided object does not match the namespace sent on the request')
    expect((await client.call('PUT', '/api/v1/pods', '{}')).body).toMatchObject({ code: 405, reason: 'MethodNotAllowed', details: {} })
    const text = await client.call('POST', MAPS, map('two'), { 'content-type': 'text/plain' })
    expect(text.body).toMatchObject({ code: 415, reason: 'UnsupportedMediaType' })
    const patch = await client.call('PATCH', `${MAPS}/one`, {})
    expect(patch.body).toMatchObject({ code: 415, message: '415: Unsupported Media Type' })
    expect((await client.get('/api/v1/nope')).body['message']).toBe('the server could not find the requested resource')
    expect((await client.get('/nope')).body).toEqual({ text: '404 page not found\n' })
    expect((await client.get(MAPS, { accept: 'text/html' })).status).toBe(406)
    expect((await client.call('POST', `${MAPS}?dryRun=Some`, map('two'))).body['message']).toBe(
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
    )
  })

  it('answer in JSON where protobuf stands first, as metadata alone, and as YAML', async () => {
    await client.call('POST', MAPS, map('one'))
    const json = await client.get(`${MAPS}/one`, { accept: 'application/vnd.kubernetes.protobuf, application/json' })
    expect(json.body).toMatchObject({ kind: 'ConfigMap' })
    const metadata = await client.get(MAPS, { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' })
    expect(metadata.body).toMatchObject({ kind: 'PartialObjectMetadataList', items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'one' } }] })
    const table = await client.get(MAPS, { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1,application/json' })
    expect(table.body).toMatchObject({ kind: 'Table', rows: [{ object: { kind: 'PartialObjectMetadata' } }] })
    const yaml = await client.get(`${MAPS}/one`, { accept: 'application/yaml' })
    expect(yaml.body['text']).toMatch(/^apiVersion: v1\nkind: ConfigMap\n/)
  })
})

describe('who may come', () => {
  it('is nobody with another Host or from another page', async () => {
    const page = await client.get('/api/v1/pods', { origin: 'http://evil.example' })
    expect(page.body).toMatchObject({ code: 403, reason: 'Forbidden' })
  })

  it('acts as somebody else where RBAC lets them', async () => {
    const refused = await client.get('/api/v1/namespaces/default/pods', { 'impersonate-user': 'system:serviceaccount:default:default' })
    expect(refused.body['message']).toBe(
      'pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default"',
    )
  })
})

describe('watches over HTTP', () => {
  it('send headers at once, then each change in order', async () => {
    const { body } = await client.get(MAPS)
    const version = (body['metadata'] as { resourceVersion: string }).resourceVersion
    const lines = await client.watch(`${MAPS}?watch=true&resourceVersion=${version}`)
    await client.call('POST', MAPS, map('one'))
    await client.call('PUT', `${MAPS}/one`, { ...map('one'), data: { a: 'b' } })
    await client.call('DELETE', `${MAPS}/one`)
    expect(await take(lines, 3)).toEqual(['ADDED one', 'MODIFIED one', 'DELETED one'])
    client.cluster.faults.endWatches()
    expect(await take(lines, 1)).toEqual(['end'])
  })

  it('end when their time is over, by the cluster’s clock', async () => {
    const lines = await client.watch(`${MAPS}?watch=true&timeoutSeconds=90&allowWatchBookmarks=true`)
    expect(await take(lines, 1)).toEqual(['BOOKMARK ConfigMap'])
    client.cluster.clock.advance(90_000)
    expect(await take(lines, 3)).toEqual(['BOOKMARK ConfigMap', 'BOOKMARK ConfigMap', 'end'])
  })
})

describe('faults', () => {
  it('refuse, hold and cut as planned, and count what came', async () => {
    const { faults } = client.cluster
    faults.fail({ code: 429, times: 1, reason: 'TooManyRequests', retryAfter: 2 }, { path: MAPS })
    const refused = await client.get(MAPS)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])
    expect((await client.get(MAPS)).status).toBe(200)
    faults.freeze()
    const held = client.get(MAPS)
    faults.thaw()
    expect((await held).status).toBe(200)
    const lines = await client.watch(`${MAPS}?watch=true`)
    faults.dropWatches()
    await expect(take(lines, 1)).rejects.toThrow()
    expect(faults.count({ path: MAPS, watch: false })).toBe(3)
    await faults.kill()
    await expect(client.get(MAPS)).rejects.toThrow()
    await faults.restart()
    expect((await client.get(MAPS)).status).toBe(200)
  })
})

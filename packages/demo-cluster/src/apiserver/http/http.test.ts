import { get, type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HttpClient, httpClient, take } from '../testing/httpClient.ts'

// Each test boots a cluster or asks it much; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let client: HttpClient
const BY = { user: { name: 'ann', groups: [] }, fieldManager: 'test' }
const SECRETS = '/api/v1/namespaces/default/secrets'
const secret = (name: string, fields: object = {}) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, ...fields } })

beforeEach(async () => {
  client = await httpClient()
})
afterEach(() => client.cluster.close())

describe('the verbs over HTTP', () => {
  it('leave an idle connection open as long as kube-apiserver does', async () => {
    expect((await client.get(SECRETS)).headers.get('keep-alive')).toBe('timeout=90')
  })

  it('create, read, replace and delete an object', async () => {
    const created = await client.call('POST', SECRETS, secret('one'))
    expect(created.status).toBe(201)
    expect((await client.call('POST', SECRETS, secret('one'))).body).toMatchObject({ reason: 'AlreadyExists', message: 'secrets "one" already exists' })
    const read = await client.get(`${SECRETS}/one`)
    expect(read.body).toEqual(created.body)
    const replaced = await client.call('PUT', `${SECRETS}/one`, { ...read.body, data: { a: 'Yg==' } })
    expect(replaced.body).toMatchObject({ data: { a: 'Yg==' } })
    const stale = await client.call('PUT', `${SECRETS}/one`, { ...read.body, data: { a: 'Yw==' } })
    expect(stale).toMatchObject({ status: 409, body: { reason: 'Conflict' } })
    const gone = await client.call('DELETE', `${SECRETS}/one`)
    expect(gone.body).toMatchObject({ kind: 'Status', status: 'Success', details: { name: 'one', kind: 'secrets' } })
    expect((await client.get(`${SECRETS}/one`)).body).toMatchObject({ code: 404, message: 'secrets "one" not found' })
  })

  it('refuse what does not belong to the path, in the words of the apiserver', async () => {
    await client.call('POST', SECRETS, secret('one'))
    const other = await client.call('PUT', `${SECRETS}/one`, secret('two'))
    expect(other.body).toMatchObject({ code: 400, message: 'the name of the object (two) does not match the name on the URL (one)' })
    const elsewhere = await client.call('POST', SECRETS, secret('two', { namespace: 'x' }))
    expect(elsewhere.body['message']).toBe('the namespace of the provided object does not match the namespace sent on the request')
    expect((await client.call('PUT', '/api/v1/pods', '{}')).body).toMatchObject({ code: 405, reason: 'MethodNotAllowed', details: {} })
    const text = await client.call('POST', SECRETS, secret('two'), { 'content-type': 'text/plain' })
    expect(text.body).toMatchObject({ code: 415, reason: 'UnsupportedMediaType' })
    const patch = await client.call('PATCH', `${SECRETS}/one`, {})
    expect(patch.body).toMatchObject({ code: 415, message: '415: Unsupported Media Type' })
    expect((await client.get('/api/v1/nope')).body['message']).toBe('the server could not find the requested resource')
    expect((await client.get('/nope')).body).toEqual({ text: '404 page not found\n' })
    expect((await client.get(SECRETS, { accept: 'text/html' })).status).toBe(406)
    expect((await client.call('POST', `${SECRETS}?dryRun=Some`, secret('two'))).body['message']).toBe(
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
    )
  })

  it('answer in JSON where protobuf stands first, as metadata alone, and as YAML', async () => {
    await client.call('POST', SECRETS, secret('one'))
    const json = await client.get(`${SECRETS}/one`, { accept: 'application/vnd.kubernetes.protobuf, application/json' })
    expect(json.body).toMatchObject({ kind: 'Secret' })
    const metadata = await client.get(SECRETS, { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' })
    expect(metadata.body).toMatchObject({ kind: 'PartialObjectMetadataList', items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'one' } }] })
    const table = await client.get(SECRETS, { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1,application/json' })
    expect(table.body).toMatchObject({ kind: 'Table', rows: [{ object: { kind: 'PartialObjectMetadata' } }] })
    const yaml = await client.get(`${SECRETS}/one`, { accept: 'application/yaml' })
    expect(yaml.body['text']).toMatch(/^apiVersion: v1\nkind: Secret\n/)
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
    const { body } = await client.get(SECRETS)
    const version = (body['metadata'] as { resourceVersion: string }).resourceVersion
    const lines = await client.watch(`${SECRETS}?watch=true&resourceVersion=${version}`)
    await client.call('POST', SECRETS, secret('one'))
    await client.call('PUT', `${SECRETS}/one`, { ...secret('one'), data: { a: 'Yg==' } })
    await client.call('DELETE', `${SECRETS}/one`)
    expect(await take(lines, 3)).toEqual(['ADDED one', 'MODIFIED one', 'DELETED one'])
    client.cluster.faults.endWatches()
    expect(await take(lines, 1)).toEqual(['end'])
  })

  it('end when their time is over, by the cluster’s clock', async () => {
    const lines = await client.watch(`${SECRETS}?watch=true&timeoutSeconds=90&allowWatchBookmarks=true`)
    expect(await take(lines, 1)).toEqual(['BOOKMARK Secret'])
    client.cluster.clock.advance(90_000)
    expect(await take(lines, 3)).toEqual(['BOOKMARK Secret', 'BOOKMARK Secret', 'end'])
  })
})

describe('whoever reads too slowly', () => {
  it('is cut off, and holds up nobody else', async () => {
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      get(`${client.url}${SECRETS}?watch=true`, { agent: false }, resolve).on('error', reject),
    )
    const data = { a: Buffer.alloc(700_000).toString('base64') }
    for (let turn = 0; turn < 30; turn++) client.cluster.api.create('secrets', { ...secret(`big-${turn}`, { namespace: 'default' }), data }, BY)
    const cut = new Promise((resolve) => response.once('error', resolve))
    let length = 0
    response.on('data', (chunk: Buffer) => {
      length += chunk.length
    })
    expect(await cut).toMatchObject({ code: 'ECONNRESET' })
    expect(length).toBeLessThan(28_000_000)
    expect((await client.get(`${SECRETS}?limit=1`)).status).toBe(200)
  })
})

describe('faults', () => {
  it('freeze: nothing comes on any connection, open or new, and all of it after the thaw', async () => {
    const { faults } = client.cluster
    const heard: string[] = []
    const note = (what: string) => (): void => void heard.push(what)
    const lines = await client.watch(`${SECRETS}?watch=true`)
    faults.freeze()
    client.cluster.api.create('secrets', secret('one', { namespace: 'default' }), BY)
    const watched = take(lines, 1)
    const upgraded = upgrade(`${client.url}/api/v1/namespaces/default/pods/nobody/exec`)
    const asked = client.get(SECRETS)
    for (const [what, answer] of Object.entries({ watched, upgraded, asked })) void answer.then(note(what))
    // As soon as another server has answered, what this one had to say would have come, too.
    const beside = await httpClient()
    for (let times = 0; times < 5; times++) await beside.get(SECRETS)
    await beside.cluster.close()
    expect(heard).toEqual([])
    faults.thaw()
    expect(await watched).toEqual(['ADDED one'])
    expect(await upgraded).toBe(404)
    expect((await asked).status).toBe(200)
  })

  it('refuse, hold and cut as planned, and count what came', async () => {
    const { faults } = client.cluster
    faults.fail({ code: 429, times: 1, reason: 'TooManyRequests', retryAfter: 2 }, { path: SECRETS })
    const refused = await client.get(SECRETS)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])
    expect((await client.get(SECRETS)).status).toBe(200)
    const forgive = faults.fail({ code: 403, times: Infinity, reason: 'Forbidden' }, { path: SECRETS })
    expect([(await client.get(SECRETS)).status, (await client.get(SECRETS)).status]).toEqual([403, 403])
    forgive()
    expect((await client.get(SECRETS)).status).toBe(200)
    const lines = await client.watch(`${SECRETS}?watch=true`)
    faults.dropWatches()
    await expect(take(lines, 1)).rejects.toThrow()
    expect(faults.count({ path: SECRETS, watch: false })).toBe(5)
    await faults.kill()
    await expect(client.get(SECRETS)).rejects.toThrow()
    await faults.restart()
    expect((await client.get(SECRETS)).status).toBe(200)
  })

  it('tell which requests are still open, whichever end lets go', async () => {
    const { faults } = client.cluster
    const open = () => faults.open({ path: SECRETS })
    const leaves = new AbortController()
    await fetch(`${client.url}${SECRETS}?watch=true`, { signal: leaves.signal })
    await fetch(`${client.url}${SECRETS}?watch=true`)
    await client.get(SECRETS)
    await vi.waitFor(() => expect(open()).toBe(2))
    leaves.abort()
    await vi.waitFor(() => expect(open()).toBe(1))
    faults.endWatches()
    await vi.waitFor(() => expect(open()).toBe(0))
  })
  it('are of the watches that are meant', async () => {
    const { faults } = client.cluster
    const [cut, ended, told] = await Promise.all(['a', 'b', 'c'].map((namespace) => client.watch(`/api/v1/namespaces/${namespace}/secrets?watch=true`)))
    if (!cut || !ended || !told) throw new Error('three watches were opened')
    faults.dropWatches({ path: '/api/v1/namespaces/a/' })
    faults.endWatches({ path: '/api/v1/namespaces/b/' })
    faults.writeToWatches('{"type":"SAID","object":{"metadata":{"name":"c"}}}\n', { path: '/api/v1/namespaces/c/' })
    await expect(take(cut, 1)).rejects.toThrow()
    expect([await take(ended, 1), await take(told, 1)]).toEqual([['end'], ['SAID c']])
  })
})

/** The status of the answer to a request for another protocol. */
function upgrade(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' }
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
}

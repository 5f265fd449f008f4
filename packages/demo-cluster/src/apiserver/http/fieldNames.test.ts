import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type HttpClient, httpClient } from '../testing/httpClient.ts'

// Each test boots a cluster or asks it much; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

/** Legal keys that JavaScript's own objects have a meaning for. */
const KEYS = ['__proto__', 'constructor', 'hasOwnProperty', 'toString']
const MAPS = '/api/v1/namespaces/default/configmaps'
const all = (value: string) => Object.fromEntries(KEYS.map((key) => [key, value]))
const map = (name: string, data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })

let client: HttpClient
beforeEach(async () => {
  client = await httpClient()
})
afterEach(() => client.cluster.close())

/** What a patch leaves, as pairs. */
async function patched(name: string, patch: unknown, type: string): Promise<unknown> {
  const query = type === 'apply-patch+yaml' ? '?fieldManager=test&force=true' : ''
  const { status, body } = await client.call('PATCH', `${MAPS}/${name}${query}`, patch, { 'content-type': `application/${type}` })
  return status < 300 ? Object.entries(body['data'] ?? {}) : body['message']
}

it('a key is a key, whatever it is called: created, merged, patched and applied', async () => {
  expect((await client.call('POST', MAPS, map('one', all('created')))).body['data']).toEqual(all('created'))
  for (const type of ['merge-patch+json', 'strategic-merge-patch+json', 'apply-patch+yaml']) {
    expect(await patched('one', map('one', all(type)), type), type).toEqual(Object.entries(all(type)))
  }
  const replace = KEYS.map((key) => ({ op: 'replace', path: `/data/${key}`, value: 'replaced' }))
  expect(await patched('one', replace, 'json-patch+json')).toEqual(Object.entries(all('replaced')))
  const remove = KEYS.map((key) => ({ op: 'remove', path: `/data/${key}` }))
  expect(await patched('one', remove, 'json-patch+json')).toEqual([])
  expect(await patched('one', remove.slice(0, 1), 'json-patch+json')).toMatch(/the server rejected our request/)
})

it('a key that was not there is added by every patch, and given up by who applied it', async () => {
  for (const type of ['merge-patch+json', 'strategic-merge-patch+json', 'apply-patch+yaml']) {
    const name = type.split('-')[0] ?? ''
    await client.call('POST', MAPS, map(name, { zone: 'kept' }))
    expect(await patched(name, map(name, all('new')), type), type).toEqual([...Object.entries(all('new')), ['zone', 'kept']])
  }
  expect(await patched('apply', map('apply', { constructor: 'new' }), 'apply-patch+yaml')).toEqual([
    ['constructor', 'new'],
    ['zone', 'kept'],
  ])
})

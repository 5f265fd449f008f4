import { describe, expect, it } from 'vitest'
import { testParts } from '../testing/testParts.ts'
import { listObjects } from './listObjects.ts'
import { listOptionsOf } from './listOptions.ts'
import { everything } from './selectors.ts'

const SCOPE = { resource: 'configmaps', namespace: 'default' }

function put(store: ReturnType<typeof testParts>['store'], name: string, data: string) {
  const metadata = { name, namespace: 'default', uid: name, resourceVersion: '', creationTimestamp: '' }
  return store.put('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { data } })
}

function list(store: ReturnType<typeof testParts>['store'], query: string, selection = everything) {
  const options = listOptionsOf(new URLSearchParams(query))
  return options.ok ? listObjects(store, SCOPE, { options: options.value, selection }) : options
}

const shown = (result: ReturnType<typeof list>) =>
  result.ok ? result.value.items.map(({ metadata, data }) => `${metadata.name}=${(data as { data: string }).data}`) : result.status.message
const token = (result: ReturnType<typeof list>) => (result.ok ? (result.value.continue ?? '') : (result.status.continue ?? ''))

describe('a list in pages', () => {
  it('shows one version on all pages, whatever is written between them', () => {
    const { store } = testParts()
    for (const name of ['a', 'b', 'c', 'd']) put(store, name, 'old')
    const first = list(store, 'limit=2')
    expect(first).toMatchObject({ ok: true, value: { remainingItemCount: 2, resourceVersion: 4 } })
    put(store, 'c', 'new')
    store.remove('configmaps', 'default', 'd')
    put(store, 'e', 'new')
    const second = list(store, `limit=2&continue=${token(first)}`)
    expect([shown(first), shown(second)]).toEqual([
      ['a=old', 'b=old'],
      ['c=old', 'd=old'],
    ])
    expect(second).toMatchObject({ ok: true, value: { resourceVersion: 4 } })
    expect(token(second)).toBe('')
  })

  it('says nothing of what remains where a selector chooses', () => {
    const { store } = testParts()
    for (const name of ['a', 'b', 'c']) put(store, name, 'x')
    const first = list(store, 'limit=1', { empty: false, matches: ({ metadata }) => metadata.name !== 'b' })
    expect(first.ok && 'remainingItemCount' in first.value).toBe(false)
    expect(token(first)).not.toBe('')
  })

  it('is Expired once its version is forgotten, with a token that goes on from now', () => {
    const { store } = testParts()
    for (const name of ['a', 'b', 'c']) put(store, name, 'old')
    const first = list(store, 'limit=1')
    put(store, 'c', 'new')
    store.compact()
    const second = list(store, `limit=5&continue=${token(first)}`)
    expect(second).toMatchObject({ ok: false, status: { code: 410, reason: 'Expired' } })
    expect(shown(list(store, `limit=5&continue=${token(second)}`))).toEqual(['b=old', 'c=new'])
  })
})

describe('versions of a list', () => {
  it('are exact, at least, or refused', () => {
    const { store } = testParts()
    put(store, 'a', 'one')
    put(store, 'a', 'two')
    expect(shown(list(store, 'resourceVersion=1&resourceVersionMatch=Exact'))).toEqual(['a=one'])
    expect(shown(list(store, 'resourceVersion=1&resourceVersionMatch=NotOlderThan'))).toEqual(['a=two'])
    expect(shown(list(store, 'resourceVersion=0'))).toEqual(['a=two'])
    expect(shown(list(store, 'resourceVersion=9'))).toBe('Timeout: Too large resource version: 9, current: 2')
    expect(shown(list(store, 'resourceVersion=x'))).toBe(
      'invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
    )
    expect(shown(list(store, 'resourceVersionMatch=Exact'))).toBe(
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    )
    expect(shown(list(store, 'sendInitialEvents=true'))).toBe(
      'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
    )
    store.compact()
    expect(shown(list(store, 'resourceVersion=1&resourceVersionMatch=Exact'))).toBe('The resourceVersion for the provided list is too old.')
  })
})

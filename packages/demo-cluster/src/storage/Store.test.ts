import { expect, it } from 'vitest'
import { ManualClock } from '../clock.ts'
import type { KubeObject } from '../objects.ts'
import { Store } from './Store.ts'

function pod(namespace: string, name: string, owner?: string): KubeObject {
  const ownerReferences = owner === undefined ? {} : { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: owner, uid: owner }] }
  const metadata = { namespace, name, uid: `${namespace}-${name}`, resourceVersion: '', creationTimestamp: '2026-01-01T00:00:00Z', ...ownerReferences }
  return { apiVersion: 'v1', kind: 'Pod', metadata }
}

const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)

it('lists by namespace and name, whatever the order of writes, and gives old listings as they were', () => {
  const store = new Store(new ManualClock(0))
  for (const name of ['m', 'a', 'z', 'b']) store.put('pods', pod('n', name))
  store.put('pods', pod('n-2', 'a'))
  const before = store.list('pods', 'n')
  expect(names(before)).toEqual(['n/a', 'n/b', 'n/m', 'n/z'])
  store.remove('pods', 'n', 'b')
  store.put('pods', pod('n', 'c'))
  expect(names(store.list('pods', 'n'))).toEqual(['n/a', 'n/c', 'n/m', 'n/z'])
  expect(names(before)).toEqual(['n/a', 'n/b', 'n/m', 'n/z'])
  // As etcd orders whole paths: `n-2/` before `n/`.
  expect(names(store.list('pods'))).toEqual(['n-2/a', 'n/a', 'n/c', 'n/m', 'n/z'])
})

it('knows what belongs to an owner until it does no more', () => {
  const store = new Store(new ManualClock(0))
  store.put('pods', pod('n', 'a', 'one'))
  expect(store.ownedBy('one').map(({ object }) => object.metadata.name)).toEqual(['a'])
  store.put('pods', pod('n', 'a', 'two'))
  expect(store.ownedBy('one')).toEqual([])
  store.remove('pods', 'n', 'a')
  expect(store.ownedBy('two')).toEqual([])
})

it('remembers changes for five minutes, each once and in order', () => {
  const clock = new ManualClock(0)
  const store = new Store(clock)
  const heard: string[] = []
  store.subscribe(({ type, object, version }) => {
    heard.push(`${type} ${object.metadata.name} ${version}`)
    if (type === 'ADDED' && object.metadata.name === 'a') store.put('pods', pod('n', 'b'))
  })
  store.put('pods', pod('n', 'a'))
  store.remove('pods', 'n', 'a')
  expect(heard).toEqual(['ADDED a 1', 'ADDED b 2', 'DELETED a 3'])
  expect(store.since(1)?.map(({ version }) => version)).toEqual([2, 3])
  clock.advance(6 * 60_000)
  store.put('pods', pod('n', 'c'))
  expect(store.since(2)).toBeNull()
  expect(store.since(3)?.map(({ version }) => version)).toEqual([4])
})

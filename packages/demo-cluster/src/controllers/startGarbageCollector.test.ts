import { expect, test } from 'vitest'
import type { DeleteOptions } from '../apiserver/Api.ts'
import type { KubeObject } from '../objects.ts'
import { testParts } from '../testing/testParts.ts'
import { startGarbageCollector } from './startGarbageCollector.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }

function cluster() {
  const parts = testParts()
  const { api, clock, store } = parts
  startGarbageCollector(parts)
  const make = (name: string, owners: readonly (KubeObject | undefined)[] = [], more: object = {}) => {
    const ownerReferences = owners.map((owner) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: owner?.metadata.name ?? '',
      uid: owner?.metadata.uid ?? '',
      blockOwnerDeletion: true,
    }))
    const metadata = { name, namespace: 'default', ...(owners.length > 0 ? { ownerReferences } : {}), ...more }
    const made = api.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata }, options)
    clock.advance(1)
    return made.ok ? made.value : undefined
  }
  const remove = (name: string, propagationPolicy: NonNullable<DeleteOptions['propagationPolicy']>) => {
    api.delete({ resource: 'configmaps', namespace: 'default', name }, { propagationPolicy }, options)
    clock.advance(1)
  }
  const names = () => store.list('configmaps').map(({ metadata }) => metadata.name)
  const get = (name: string) => store.get('configmaps', 'default', name)
  return { ...parts, make, remove, names, get }
}

test('Background: the owner goes at once, then what it owned, down to the last', () => {
  const { make, remove, names } = cluster()
  make('leaf', [make('middle', [make('root')])])
  remove('root', 'Background')
  expect(names()).toEqual([])
})

test('Foreground: the owner stays until its dependents are gone', () => {
  const { make, remove, names, get, api, clock } = cluster()
  make('slow', [make('root')], { finalizers: ['example.com/slow'] })
  make('quick', [get('root')])
  remove('root', 'Foreground')
  expect(names()).toEqual(['root', 'slow'])
  expect(get('root')?.metadata).toMatchObject({ finalizers: ['foregroundDeletion'], deletionTimestamp: '2026-01-01T00:00:00Z' })
  const slow = get('slow')
  if (slow) {
    const { finalizers: _, ...metadata } = slow.metadata
    api.update({ resource: 'configmaps', namespace: 'default', name: 'slow' }, { ...slow, metadata }, options)
  }
  clock.advance(1)
  expect(names()).toEqual([])
})

test('Orphan: dependents stay and no longer name the owner', () => {
  const { make, remove, names, get } = cluster()
  make('child', [make('root')])
  remove('root', 'Orphan')
  expect(names()).toEqual(['child'])
  expect(get('child')?.metadata.ownerReferences).toBeUndefined()
})

test('What has another owner stays, and loses the reference to the one that is gone', () => {
  const { make, remove, get } = cluster()
  make('child', [make('a'), make('b')])
  remove('a', 'Background')
  expect(get('child')?.metadata.ownerReferences?.map(({ name }) => name)).toEqual(['b'])
  remove('b', 'Foreground')
  expect([get('b'), get('child')]).toEqual([undefined, undefined])
})

test('An owner that never was, or that has another uid, owns nothing', () => {
  const { make, names, clock } = cluster()
  const root = make('root')
  make('stray', root ? [{ ...root, metadata: { ...root.metadata, uid: 'other' } }] : [])
  clock.advance(1)
  expect(names()).toEqual(['root'])
})

test('Two that own each other do not wait for ever', () => {
  const { make, remove, names, get, api, clock } = cluster()
  const a = make('a')
  const b = make('b', [a])
  const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'b', uid: b?.metadata.uid ?? '', blockOwnerDeletion: true }]
  const now = get('a')
  if (now) api.update({ resource: 'configmaps', namespace: 'default', name: 'a' }, { ...now, metadata: { ...now.metadata, ownerReferences } }, options)
  clock.advance(1)
  remove('a', 'Foreground')
  clock.advance(1_000)
  expect(names()).toEqual([])
})

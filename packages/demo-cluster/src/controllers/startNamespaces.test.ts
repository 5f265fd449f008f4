import { expect, test } from 'vitest'
import type { KubeObject } from '../objects.ts'
import { testParts } from '../testing/testParts.ts'
import { startNamespaces } from './startNamespaces.ts'
import { startRootCertificates } from './startRootCertificates.ts'
import { startServiceAccounts } from './startServiceAccounts.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }

function cluster() {
  const parts = testParts()
  const { api, clock, store } = parts
  startNamespaces(parts)
  startServiceAccounts(parts)
  startRootCertificates(parts)
  api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } }, options)
  clock.advance(10)
  const make = (resource: string, kind: string, more: object = {}) => {
    const made = api.create(
      resource,
      { apiVersion: 'v1', kind, metadata: { name: 'x', namespace: 'web', ...more }, spec: { nodeName: 'n', terminationGracePeriodSeconds: 8 } },
      options,
    )
    if (!made.ok) throw new Error(made.status.message)
  }
  const namespace = () => store.get('namespaces', undefined, 'web')
  const conditions = () =>
    (namespace()?.['status'] as { conditions?: { type: string; status: string; reason: string; message: string }[] } | undefined)?.conditions ?? []
  const told = () =>
    conditions()
      .filter(({ status }) => status === 'True')
      .map(({ type, message }) => `${type}: ${message}`)
  const remove = () => api.delete({ resource: 'namespaces', name: 'web' }, {}, options)
  return { ...parts, make, namespace, conditions, told, remove }
}

const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name)

test('Every namespace has its default service account and the root certificate, also when somebody deletes them', () => {
  const { store, api, clock } = cluster()
  const found = () => [...names(store.list('serviceaccounts', 'web')), ...names(store.list('configmaps', 'web'))]
  expect(found()).toEqual(['default', 'kube-root-ca.crt'])
  api.delete({ resource: 'serviceaccounts', namespace: 'web', name: 'default' }, {}, options)
  api.delete({ resource: 'configmaps', namespace: 'web', name: 'kube-root-ca.crt' }, {}, options)
  clock.advance(10)
  expect(found()).toEqual(['default', 'kube-root-ca.crt'])
})

test('A namespace that is deleted waits for its pods, then takes everything with it', () => {
  const { make, remove, namespace, clock, store, told, conditions, api } = cluster()
  make('pods', 'Pod')
  make('configmaps', 'ConfigMap')
  remove()
  clock.advance(4_900)
  expect([namespace()?.['status'], store.list('pods')[0]?.metadata.deletionTimestamp]).toEqual([{ phase: 'Terminating' }, undefined])
  clock.advance(200)
  expect(store.list('pods')[0]?.metadata.deletionTimestamp).toBe('2026-01-01T00:00:13Z')
  expect(conditions().map(({ reason }) => reason)).toEqual([
    'ResourcesDiscovered',
    'ParsedGroupVersions',
    'ContentDeleted',
    'ContentRemoved',
    'ContentHasNoFinalizers',
  ])
  expect(names(store.list('configmaps', 'web'))).toContain('x')
  clock.advance(5_000)
  expect(told()).toEqual([
    'NamespaceDeletionContentFailure: Failed to delete all resource types, 1 remaining: unexpected items still remain in namespace: web for gvr: /v1, Resource=pods',
  ])
  api.delete({ resource: 'pods', namespace: 'web', name: 'x' }, { gracePeriodSeconds: 0 }, options)
  clock.advance(20_000)
  expect([namespace(), store.list('configmaps', 'web'), store.list('serviceaccounts', 'web')]).toEqual([undefined, [], []])
})

test('What a finalizer holds keeps the namespace, and its conditions name it', () => {
  const { make, remove, namespace, clock, told, api, store } = cluster()
  make('configmaps', 'ConfigMap', { finalizers: ['example.com/keep'] })
  remove()
  clock.advance(6_000)
  expect(told()).toEqual([
    'NamespaceContentRemaining: Some resources are remaining: configmaps. has 1 resource instances',
    'NamespaceFinalizersRemaining: Some content in the namespace has finalizers remaining: example.com/keep in 1 resource instances',
  ])
  const held = store.get('configmaps', 'web', 'x')
  if (held) api.update({ resource: 'configmaps', namespace: 'web', name: 'x' }, { ...held, metadata: { ...held.metadata, finalizers: [] } }, options)
  clock.advance(20_000)
  expect(namespace()).toBeUndefined()
})

import { expect, it } from 'vitest'
import { apiserver, configMap, named, refusal, value } from './testing/apiserver.ts'

const of = named('configmaps', 'a')

it('gives a new object what only the server gives', () => {
  const { api, by } = apiserver()
  const asked = configMap('a', { data: { a: '1' } }, { uid: 'zz', deletionTimestamp: '2020-01-01T00:00:00Z', creationTimestamp: '2020-01-01T00:00:00Z' })
  const made = value(api.create('configmaps', asked, by('curl')))
  expect(made.metadata).toMatchObject({ creationTimestamp: '2026-01-01T00:00:00Z', resourceVersion: '2' })
  expect(made.metadata.uid).toHaveLength(36)
  expect(made.metadata.deletionTimestamp).toBeUndefined()
  expect(refusal(api.create('configmaps', configMap('a'), by('curl')))).toMatchObject({ code: 409, message: 'configmaps "a" already exists' })
  expect(refusal(api.create('configmaps', configMap('b', {}, { resourceVersion: '5' }), by('curl')))).toMatchObject({
    code: 500,
    message: 'resourceVersion should not be set on objects to be created',
  })
})

it('makes up names that are free', () => {
  const { api, by } = apiserver()
  const { name: _, ...metadata } = configMap('a').metadata
  const names = [1, 2, 3].map(
    () => value(api.create('configmaps', { ...configMap('a'), metadata: { ...metadata, generateName: 'web-' } }, by('curl'))).metadata.name,
  )
  expect(new Set(names).size).toBe(3)
  expect(names[0]).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
})

it('refuses what was written from an old version, and keeps the version where nothing changes', () => {
  const { api, by, clock } = apiserver()
  const made = value(api.create('configmaps', configMap('a', { data: { a: '1' } }), by('one')))
  clock.advance(5000)
  const same = value(api.update(of, configMap('a', { data: { a: '1' } }), by('one')))
  expect(same.metadata.resourceVersion).toBe(made.metadata.resourceVersion)
  expect(refusal(api.update(of, configMap('a', {}, { resourceVersion: '1' }), by('one')))).toMatchObject({ code: 409, reason: 'Conflict' })
  expect(refusal(api.update(of, configMap('a', {}, { uid: 'zz' }), by('one'))).message).toBe(
    `Operation cannot be fulfilled on configmaps "a": StorageError: invalid object, Code: 4, Key: /registry/configmaps/default/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: zz, UID in object meta: ${made.metadata.uid}`,
  )
})

it('counts generations with the spec, and never with the status', () => {
  const { api, by } = apiserver()
  const selector = { matchLabels: { app: 'web' } }
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } }
  const asked = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 1, selector, template } }
  const web = named('deployments.apps', 'web')
  expect(value(api.create('deployments.apps', asked, by('one'))).metadata.generation).toBe(1)
  expect(value(api.update(web, asked, by('one'))).metadata.generation).toBe(1)
  expect(value(api.patch(web, { type: 'merge', body: { spec: { replicas: 3 } } }, by('one'))).metadata.generation).toBe(2)
  const both = value(api.update({ ...web, subresource: 'status' }, { ...asked, spec: {}, status: { replicas: 3 } }, by('controller')))
  expect(both).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 3 }, status: { replicas: 3 } })
  const after = value(api.update(web, { ...asked, status: { replicas: 9 } }, by('one')))
  expect(after).toMatchObject({ metadata: { generation: 3 }, spec: { replicas: 1 }, status: { replicas: 3 } })
})

it('writes nothing at all in a dry run', () => {
  const { api, by, store } = apiserver()
  value(api.create('configmaps', configMap('a', {}, { finalizers: ['ex.com/f'] }), by('one')))
  const version = store.version
  const dry = by('one', { dryRun: true })
  expect(value(api.create('configmaps', configMap('b'), dry)).metadata.name).toBe('b')
  expect(value(api.update(of, configMap('a', { data: { a: '2' } }), dry))['data']).toEqual({ a: '2' })
  expect(value(api.delete(of, {}, dry)).metadata.deletionTimestamp).toBe('2026-01-01T00:00:00Z')
  expect(store.version).toBe(version)
  expect(store.get('configmaps', 'default', 'b')).toBeUndefined()
})

it('refuses to change what an object is, and new finalizers of one that goes', () => {
  const { api, by } = apiserver()
  value(api.create('configmaps', configMap('a', {}, { finalizers: ['ex.com/f'] }), by('one')))
  expect(refusal(api.update(of, configMap('a', {}, { deletionTimestamp: '2020-01-01T00:00:00Z' }), by('one'))).message).toBe(
    'ConfigMap "a" is invalid: metadata.deletionTimestamp: Invalid value: "2020-01-01T00:00:00Z": field is immutable',
  )
  value(api.delete(of, {}, by('one')))
  const refused = refusal(api.update(of, configMap('a', {}, { finalizers: ['ex.com/f', 'ex.com/g'] }), by('one')))
  expect(refused.message).toBe(
    'ConfigMap "a" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"ex.com/g"}',
  )
  expect(refused.details?.causes?.map(({ field }) => field)).toEqual(['metadata.finalizers', 'metadata.finalizers'])
})

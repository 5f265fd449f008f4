import { expect, it } from 'vitest'
import type { NewObject } from '../objects.ts'
import { wasRemoved } from './delete.ts'
import { apiserver, configMap, named, refusal, value } from './testing/apiserver.ts'

const of = named('configmaps', 'a')
const pod: NewObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'default' },
  spec: { containers: [{ name: 'c', image: 'nginx' }], nodeName: 'n' },
}

it('takes an object away at once, or when its last finalizer goes', () => {
  const { api, by, store } = apiserver()
  value(api.create('configmaps', configMap('a'), by('one')))
  expect(wasRemoved(value(api.delete(of, {}, by('one'))))).toBe(true)
  value(api.create('configmaps', configMap('a', {}, { finalizers: ['ex.com/f'] }), by('one')))
  const going = value(api.delete(of, {}, by('one')))
  expect(going.metadata).toMatchObject({ deletionTimestamp: '2026-01-01T00:00:00Z', deletionGracePeriodSeconds: 0, finalizers: ['ex.com/f'] })
  expect(wasRemoved(going)).toBe(false)
  expect(refusal(api.create('configmaps', configMap('a'), by('one'))).message).toBe('object is being deleted: configmaps "a" already exists')
  value(api.patch(of, { type: 'merge', body: { metadata: { finalizers: null } } }, by('one')))
  expect(store.get('configmaps', 'default', 'a')).toBeUndefined()
})

it('holds to preconditions, in the words of the apiserver', () => {
  const { api, by } = apiserver()
  const { uid } = value(api.create('configmaps', configMap('a'), by('one'))).metadata
  expect(refusal(api.delete(of, { preconditions: { uid: 'zz' } }, by('one')))).toEqual({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ConfigMap "a": the UID in the precondition (zz) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    details: { name: 'a', kind: 'ConfigMap' },
  })
})

it('marks for the garbage collector what the policy asks; a Job keeps its pods unless told otherwise', () => {
  const { api, by } = apiserver()
  const finalizersAfter = (policy: 'Background' | 'Foreground' | 'Orphan' | undefined, first: readonly string[] = []) => {
    value(api.create('configmaps', configMap('a', {}, { finalizers: ['ex.com/f', ...first] }), by('one')))
    const { metadata } = value(api.delete(of, policy ? { propagationPolicy: policy } : {}, by('one')))
    value(api.patch(of, { type: 'merge', body: { metadata: { finalizers: null } } }, by('one')))
    return metadata.finalizers
  }
  expect(finalizersAfter('Foreground')).toEqual(['ex.com/f', 'foregroundDeletion'])
  expect(finalizersAfter('Orphan')).toEqual(['ex.com/f', 'orphan'])
  expect(finalizersAfter('Background', ['orphan'])).toEqual(['ex.com/f'])
  expect(finalizersAfter(undefined, ['orphan'])).toEqual(['ex.com/f', 'orphan'])
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'nginx' }] } }
  value(api.create('jobs.batch', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j', namespace: 'default' }, spec: { template } }, by('one')))
  expect(value(api.delete(named('jobs.batch', 'j'), {}, by('one'))).metadata).toMatchObject({ finalizers: ['orphan'], generation: 2 })
})

it('gives a pod its grace, which can only become shorter', () => {
  const { api, by, store, clock } = apiserver()
  value(api.create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } }, by('one')))
  value(api.create('pods', pod, by('one')))
  const p = named('pods', 'p')
  const first = value(api.delete(p, {}, by('one'))).metadata
  expect(first).toMatchObject({ deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30, generation: 2 })
  clock.advance(5000)
  expect(value(api.delete(p, { gracePeriodSeconds: 60 }, by('one'))).metadata.resourceVersion).toBe(first.resourceVersion)
  const second = value(api.delete(p, { gracePeriodSeconds: 10 }, by('one'))).metadata
  expect(second).toMatchObject({ deletionTimestamp: '2026-01-01T00:00:10Z', deletionGracePeriodSeconds: 10, generation: 2 })
  expect(wasRemoved(value(api.delete(p, { gracePeriodSeconds: 0 }, by('one'))))).toBe(true)
  expect(store.get('pods', 'default', 'p')).toBeUndefined()
})

it('lets nothing new into a namespace that goes, or is not there, and never deletes default', () => {
  const { api, by, store } = apiserver()
  value(api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } }, by('one')))
  const n = { resource: 'namespaces', name: 'n' }
  const going = value(api.delete(n, {}, by('one')))
  expect(going).toMatchObject({ spec: { finalizers: ['kubernetes'] }, status: { phase: 'Terminating' } })
  expect(wasRemoved(going)).toBe(false)
  expect(refusal(api.create('configmaps', configMap('a', {}, { namespace: 'n' }), by('one')))).toEqual({
    code: 403,
    reason: 'Forbidden',
    message: 'configmaps "a" is forbidden: unable to create new content in namespace n because it is being terminated',
    details: {
      name: 'a',
      kind: 'configmaps',
      causes: [{ reason: 'NamespaceTerminating', message: 'namespace n is being terminated', field: 'metadata.namespace' }],
    },
  })
  expect(refusal(api.create('configmaps', configMap('a', {}, { namespace: 'nope' }), by('one')))).toMatchObject({
    code: 404,
    message: 'namespaces "nope" not found',
  })
  value(api.update(n, { ...going, spec: {} }, by('one')))
  expect(store.get('namespaces', undefined, 'n')?.['spec']).toEqual({ finalizers: ['kubernetes'] })
  value(api.update({ ...n, subresource: 'finalize' }, { ...going, spec: {} }, by('controller')))
  expect(store.get('namespaces', undefined, 'n')).toBeUndefined()
  expect(refusal(api.delete({ resource: 'namespaces', name: 'default' }, {}, by('one'))).message).toBe(
    'namespaces "default" is forbidden: this namespace may not be deleted',
  )
})

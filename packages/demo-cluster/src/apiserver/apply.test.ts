import { expect, it } from 'vitest'
import type { KubeObject } from '../objects.ts'
import { apiserver, configMap, named, refusal, value } from './testing/apiserver.ts'

const of = named('configmaps', 'a')
const web = named('deployments.apps', 'web')

function deployment(spec: { readonly [field: string]: unknown }, container: { readonly [field: string]: unknown } = {}) {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx', ...container }] } }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'web' } }, template, ...spec },
  }
}

function owners(object: KubeObject) {
  return (object.metadata.managedFields ?? []).map(({ manager, operation, fieldsV1, subresource }) => [manager, operation, fieldsV1, subresource])
}

const apply = (body: unknown, force = false) => ({ type: 'apply', body, force }) as const

it('records who updates what, by manager and subresource, with the defaults of a create', () => {
  const { api, by } = apiserver()
  value(api.create('deployments.apps', deployment({ replicas: 1 }), by('one')))
  value(api.patch(web, { type: 'merge', body: { spec: { replicas: 3 } } }, by('two')))
  const last = value(api.update({ ...web, subresource: 'status' }, { ...deployment({}), status: { replicas: 3 } }, by('controller')))
  expect(owners(last)).toEqual([
    ['controller', 'Update', { 'f:status': { 'f:replicas': {} } }, 'status'],
    [
      'one',
      'Update',
      {
        'f:spec': {
          'f:progressDeadlineSeconds': {},
          'f:revisionHistoryLimit': {},
          'f:selector': {},
          'f:strategy': { 'f:rollingUpdate': { '.': {}, 'f:maxSurge': {}, 'f:maxUnavailable': {} }, 'f:type': {} },
          'f:template': {
            'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
            'f:spec': {
              'f:containers': {
                'k:{"name":"c"}': {
                  '.': {},
                  'f:image': {},
                  'f:imagePullPolicy': {},
                  'f:name': {},
                  'f:resources': {},
                  'f:terminationMessagePath': {},
                  'f:terminationMessagePolicy': {},
                },
              },
              'f:dnsPolicy': {},
              'f:restartPolicy': {},
              'f:schedulerName': {},
              'f:securityContext': {},
              'f:terminationGracePeriodSeconds': {},
            },
          },
        },
      },
      undefined,
    ],
    ['two', 'Update', { 'f:spec': { 'f:replicas': {} } }, undefined],
  ])
})

it('creates what is not there, owns what the configuration names and no default', () => {
  const { api, by } = apiserver()
  const made = value(api.patch(web, apply(deployment({ replicas: 2 }, { ports: [{ containerPort: 80 }] })), by('me')))
  expect(made).toMatchObject({ metadata: { generation: 1 }, spec: { replicas: 2, revisionHistoryLimit: 10 } })
  expect(made.metadata.managedFields).toEqual([
    {
      manager: 'me',
      operation: 'Apply',
      apiVersion: 'apps/v1',
      time: '2026-01-01T00:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:spec': {
          'f:replicas': {},
          'f:selector': {},
          'f:template': {
            'f:metadata': { 'f:labels': { 'f:app': {} } },
            'f:spec': {
              'f:containers': {
                'k:{"name":"c"}': {
                  '.': {},
                  'f:image': {},
                  'f:name': {},
                  'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
                },
              },
            },
          },
        },
      },
    },
  ])
})

it('tells every field and manager that an apply would take from, and takes them when forced', () => {
  const { api, by } = apiserver()
  value(api.create('deployments.apps', deployment({ replicas: 1 }), by('kubectl-client-side-apply')))
  const one = refusal(api.patch(web, apply(deployment({ replicas: 2 })), by('me')))
  expect(one).toEqual({
    code: 409,
    reason: 'Conflict',
    message: 'Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas',
    details: { causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "kubectl-client-side-apply" using apps/v1', field: '.spec.replicas' }] },
  })
  const two = refusal(api.patch(web, apply(deployment({ replicas: 2 }, { image: 'x' })), by('me')))
  expect(two.message).toBe(
    'Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="c"].image',
  )
  const forced = value(api.patch(web, apply(deployment({ replicas: 2 }), true), by('me')))
  expect(forced['spec']).toMatchObject({ replicas: 2 })
  expect(JSON.stringify(owners(forced)[1])).not.toContain('f:replicas')
})

it('takes away what is applied no more, unless somebody else owns it too', () => {
  const { api, by } = apiserver()
  value(api.patch(of, apply(configMap('a', { data: { a: '1', b: '2', c: '3' } })), by('one')))
  value(api.patch(of, apply(configMap('a', { data: { b: '2' } })), by('two')))
  const left = value(api.patch(of, apply(configMap('a', { data: { c: '3' } })), by('one')))
  expect(left['data']).toEqual({ b: '2', c: '3' })
  expect(owners(left)).toEqual([
    // Who changed nothing by applying has no time, and stands first.
    ['two', 'Apply', { 'f:data': { 'f:b': {} } }, undefined],
    ['one', 'Apply', { 'f:data': { 'f:c': {} } }, undefined],
  ])
})

it('keeps version and times where nothing changes', () => {
  const { api, by, clock } = apiserver()
  const first = value(api.patch(of, apply(configMap('a', { data: { a: '1' } })), by('one')))
  clock.advance(60_000)
  expect(value(api.patch(of, apply(configMap('a', { data: { a: '1' } })), by('one')))).toBe(first)
})

it('lets a list of managers be emptied, and never lost', () => {
  const { api, by } = apiserver()
  const made = value(api.create('configmaps', configMap('a', { data: { a: '1' } }), by('one')))
  const { managedFields: _, ...metadata } = made.metadata
  expect(value(api.update(of, { ...made, metadata }, by('two'))).metadata.managedFields).toHaveLength(1)
  const reset = value(api.patch(of, { type: 'json', body: [{ op: 'replace', path: '/metadata/managedFields', value: [{}] }] }, by('two')))
  expect(reset.metadata.managedFields).toBeUndefined()
  const after = value(api.patch(of, apply(configMap('a', { data: { b: '1' } })), by('one')))
  expect(owners(after).map(([manager, operation]) => [manager, operation])).toEqual([
    ['one', 'Apply'],
    ['before-first-apply', 'Update'],
  ])
})

it('lets kubectl hand over to the server what it applied itself', () => {
  const { api, by } = apiserver()
  const last = JSON.stringify(configMap('a', { data: { a: '1' } }))
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': last }
  value(api.create('configmaps', configMap('a', { data: { a: '1' } }, { annotations }), by('kubectl-client-side-apply')))
  const applied = value(api.patch(of, apply(configMap('a', { data: { a: '2' } })), by('kubectl')))
  expect(applied['data']).toEqual({ a: '2' })
  expect(applied.metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration']).toBe(
    '{"apiVersion":"v1","data":{"a":"2"},"kind":"ConfigMap","metadata":{"name":"a","namespace":"default"}}\n',
  )
})

it('refuses what is no such object', () => {
  const { api, by } = apiserver()
  expect(refusal(api.patch(of, apply({ ...configMap('a'), foo: 1 }), by('one')))).toMatchObject({
    code: 500,
    message: 'failed to create typed patch object (default/a; v1, Kind=ConfigMap): .foo: field not declared in schema',
  })
  expect(refusal(api.patch(of, apply({ ...configMap('a'), kind: 'Secret' }), by('one'))).message).toBe('invalid object type: v1, Kind=Secret')
  expect(refusal(api.patch(of, apply(configMap('b')), by('one'))).message).toBe('the name of the object (b) does not match the name on the URL (a)')
})

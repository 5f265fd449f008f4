import { expect, test } from 'vitest'
import { testParts } from '../testing/testParts.ts'
import { startEndpointSlices } from './startEndpointSlices.ts'
import { startEndpoints } from './startEndpoints.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }

function cluster() {
  const parts = testParts()
  const { api, clock, store } = parts
  startEndpointSlices(parts)
  startEndpoints(parts)
  const service = (more: object = {}) => {
    const spec = { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'main', protocol: 'TCP' }], ...more }
    api.create('services', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default', labels: { team: 'a' } }, spec }, options)
    clock.advance(1)
  }
  const pod = (name: string, { ip = '10.0.0.1', ready = true, port = 8080 }: { ip?: string; ready?: boolean; port?: number } = {}) => {
    const spec = { nodeName: 'node-1', containers: [{ name: 'c', ports: [{ name: 'main', containerPort: port }] }] }
    const status = { phase: 'Running', podIP: ip, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] }
    const of = { resource: 'pods', namespace: 'default', name }
    api.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app: 'web' } }, spec }, options)
    const made = api.get(of)
    if (!made.ok) throw new Error(made.status.message)
    api.update({ ...of, subresource: 'status' }, { ...made.value, status }, options)
    clock.advance(1)
  }
  const slices = () => store.list('endpointslices.discovery.k8s.io', 'default')
  const seen = () =>
    slices().flatMap((slice) =>
      ((slice['endpoints'] ?? []) as { addresses: string[]; conditions: object }[]).map(({ addresses, conditions }) => [addresses[0], conditions]),
    )
  const endpoints = () => store.get('endpoints', 'default', 'web')?.['subsets']
  return { ...parts, service, pod, slices, seen, endpoints }
}

test('A service without pods has an empty slice and empty endpoints of its own', () => {
  const { service, slices, endpoints, store, api, clock } = cluster()
  service()
  expect(slices()).toMatchObject([
    {
      addressType: 'IPv4',
      endpoints: null,
      metadata: {
        generateName: 'web-',
        labels: { team: 'a', 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' },
        ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'web', controller: true, blockOwnerDeletion: true }],
      },
    },
  ])
  expect([endpoints(), store.get('endpoints', 'default', 'web')?.metadata.labels]).toEqual([
    undefined,
    { team: 'a', 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' },
  ])
  api.delete({ resource: 'services', namespace: 'default', name: 'web' }, {}, options)
  clock.advance(1)
  expect(store.list('endpoints')).toEqual([])
})

test('Endpoints follow readiness and termination of pods', () => {
  const { service, pod, seen, endpoints, api, clock, slices } = cluster()
  service()
  pod('a')
  pod('b', { ip: '10.0.0.2', ready: false })
  expect(seen()).toEqual([
    ['10.0.0.1', { ready: true, serving: true, terminating: false }],
    ['10.0.0.2', { ready: false, serving: false, terminating: false }],
  ])
  expect(slices()[0]?.['ports']).toEqual([{ name: 'http', port: 8080, protocol: 'TCP' }])
  expect(endpoints()).toMatchObject([
    { addresses: [{ ip: '10.0.0.1', nodeName: 'node-1', targetRef: { kind: 'Pod', name: 'a' } }], notReadyAddresses: [{ ip: '10.0.0.2' }] },
  ])
  pod('b', { ip: '10.0.0.2' })
  api.delete({ resource: 'pods', namespace: 'default', name: 'a' }, {}, options)
  clock.advance(1)
  expect(seen()).toEqual([
    ['10.0.0.1', { ready: false, serving: true, terminating: true }],
    ['10.0.0.2', { ready: true, serving: true, terminating: false }],
  ])
  expect(endpoints()).toMatchObject([{ addresses: [{ ip: '10.0.0.2' }] }])
  api.delete({ resource: 'pods', namespace: 'default', name: 'a' }, { gracePeriodSeconds: 0 }, options)
  clock.advance(1)
  expect(seen().length).toBe(1)
})

test('Pods that resolve a named port differently are in slices of their own', () => {
  const { service, pod, slices } = cluster()
  service()
  pod('a')
  pod('b', { ip: '10.0.0.2', port: 9090 })
  expect(slices().map((slice) => slice['ports'])).toEqual(
    expect.arrayContaining([[{ name: 'http', port: 8080, protocol: 'TCP' }], [{ name: 'http', port: 9090, protocol: 'TCP' }]]),
  )
})

test('A slice that somebody deletes or changes is put right', () => {
  const { service, pod, slices, seen, api, clock } = cluster()
  service()
  pod('a')
  const of = { resource: 'endpointslices.discovery.k8s.io', namespace: 'default', name: slices()[0]?.metadata.name ?? '' }
  api.delete(of, {}, options)
  clock.advance(1)
  expect(seen().length).toBe(1)
})

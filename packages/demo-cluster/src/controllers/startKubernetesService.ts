import type { WriteOptions } from '../apiserver/Api.ts'
import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { NewObject } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import { createWorkQueue } from './workQueue.ts'

const BY: WriteOptions = { user: { name: 'system:apiserver', groups: ['system:masters'] }, fieldManager: 'kube-apiserver' }
const SLICES = 'endpointslices.discovery.k8s.io'
const [NAMESPACE, NAME] = ['default', 'kubernetes']

/** Where apiservers of such clusters are. Nothing of this one listens there: programs in containers reach it without a network. */
const ADDRESS = '172.18.0.2'
const PORT = { name: 'https', port: 6443, protocol: 'TCP' }

/** The Service `kubernetes` has the apiserver as its endpoint, again when somebody takes it away, as the apiserver itself keeps it. The Service is made with the cluster. */
export function startKubernetesService({ store, clock, api }: ClusterParts): Running {
  const ensure = (resource: string, object: NewObject): Result<unknown> =>
    store.get(resource, NAMESPACE, NAME) ? done(null) : api.create(resource, object, BY)
  const queue = createWorkQueue(clock, () => {
    const slice = ensure(SLICES, newSlice())
    return slice.ok ? ensure('endpoints', newEndpoints()) : slice
  })
  const unsubscribe = store.subscribe(({ resource, type, object: { metadata } }) => {
    const ours = metadata.namespace === NAMESPACE && metadata.name === NAME
    if (ours && type === 'DELETED' && (resource === SLICES || resource === 'endpoints')) queue.add(NAME)
  })
  queue.add(NAME)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function newSlice(): NewObject {
  const metadata = { name: NAME, namespace: NAMESPACE, labels: { 'kubernetes.io/service-name': NAME } }
  const endpoints = [{ addresses: [ADDRESS], conditions: { ready: true } }]
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType: 'IPv4', endpoints, ports: [PORT] }
}

function newEndpoints(): NewObject {
  const metadata = { name: NAME, namespace: NAMESPACE, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }
  return { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [{ addresses: [{ ip: ADDRESS }], ports: [PORT] }] }
}

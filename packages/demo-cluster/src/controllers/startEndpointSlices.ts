import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { type KubeObject, type ObjectMeta, timestamp } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import type { Service } from '../workloads.ts'
import { controllerReference } from './controllerOf.ts'
import { controllerOptions } from './controllerOptions.ts'
import { type EndpointPort, endpointPorts } from './endpoints/endpointPorts.ts'
import { followServices } from './endpoints/followServices.ts'
import { hasEnded, isReady } from './podState.ts'

const RESOURCE = 'endpointslices.discovery.k8s.io'
const SERVICE = 'kubernetes.io/service-name'
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
const CONTROLLER = 'endpointslice-controller.k8s.io'
const TRIGGERED = 'endpoints.kubernetes.io/last-change-trigger-time'
const MOST_ENDPOINTS = 100
const options = controllerOptions('endpointslice-controller')

type Endpoint = {
  readonly addresses: readonly string[]
  readonly conditions: object
  readonly targetRef: object
  readonly nodeName?: string
  readonly hostname?: string
}
type Slice = { readonly endpoints: readonly Endpoint[] | null; readonly ports: readonly EndpointPort[] | null }

/**
 * Services have EndpointSlices of the pods they select, which follow readiness and termination, as upstream's endpointslice-controller keeps them: at most 100 endpoints
 * each, one set for each way in which pods resolve the ports. Left out: zones, topology hints and IPv6.
 */
export function startEndpointSlices(parts: ClusterParts): Running {
  return followServices(parts, {
    resource: RESOURCE,
    serviceOf: ({ metadata }) => (metadata.labels?.[MANAGED_BY] === CONTROLLER ? metadata.labels[SERVICE] : undefined),
    reconcile: (service, pods) => reconcile(parts, service, pods),
    gone: () => done(null),
  })
}

function reconcile({ api, store, clock }: ClusterParts, service: Service, pods: readonly Pod[]): Result<unknown> {
  const { namespace, name } = service.metadata
  const owned = store.ownedBy(service.metadata.uid).filter(({ resource }) => resource === RESOURCE)
  const existing = owned.map(({ object }) => object).filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const unused = [...existing].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  for (const slice of wantedSlices(service, pods)) {
    const at = unused.findIndex((one) => JSON.stringify(one['ports'] ?? null) === JSON.stringify(slice.ports))
    const [found] = at >= 0 ? unused.splice(at, 1) : unused.splice(0, 1)
    const labels = labelsOf(service)
    const annotations = { ...found?.metadata.annotations, [TRIGGERED]: timestamp(clock.now()) }
    const generated = {
      generateName: `${name}-`,
      labels,
      annotations,
      ownerReferences: [controllerReference({ ...service, apiVersion: 'v1', kind: 'Service' })],
    }
    const written = !found
      ? api.create(
          RESOURCE,
          {
            apiVersion: 'discovery.k8s.io/v1',
            kind: 'EndpointSlice',
            metadata: { ...generated, ...(namespace ? { namespace } : {}) },
            addressType: 'IPv4',
            ...slice,
          },
          options,
        )
      : isSame(found, slice, labels)
        ? done(null)
        : api.update(
            { resource: RESOURCE, namespace, name: found.metadata.name },
            { ...found, ...slice, metadata: withLabels(found, labels, annotations) },
            options,
          )
    if (!written.ok) return written
  }
  for (const { metadata } of unused) {
    const removed = api.delete({ resource: RESOURCE, namespace, name: metadata.name }, {}, options)
    if (!removed.ok) return removed
  }
  return done(null)
}

type Labels = Readonly<Record<string, string>>

function withLabels({ metadata }: KubeObject, labels: Labels, annotations: Labels): ObjectMeta {
  return { ...metadata, labels, annotations }
}

function isSame(found: KubeObject, { endpoints, ports }: Slice, labels: Labels): boolean {
  const entries = (of: Labels | undefined) => Object.entries(of ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const [stored, wanted] = [
    [found['endpoints'] ?? null, found['ports'] ?? null, entries(found.metadata.labels)],
    [endpoints, ports, entries(labels)],
  ]
  return JSON.stringify(stored) === JSON.stringify(wanted)
}

function labelsOf({ metadata, spec }: Service): Labels {
  const headless = spec.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}
  return { ...metadata.labels, ...headless, [MANAGED_BY]: CONTROLLER, [SERVICE]: metadata.name }
}

function wantedSlices(service: Service, pods: readonly Pod[]): readonly Slice[] {
  const groups = new Map<string, { readonly ports: readonly EndpointPort[]; readonly endpoints: Endpoint[] }>()
  for (const pod of pods.filter(({ status }) => status?.podIP).filter((one) => !hasEnded(one))) {
    const ports = endpointPorts(service, pod)
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    groups.set(key, group)
    group.endpoints.push(endpointOf(service, pod))
  }
  const slices = [...groups.values()].flatMap(({ ports, endpoints }) =>
    Array.from({ length: Math.ceil(endpoints.length / MOST_ENDPOINTS) }, (_, at) => ({
      ports,
      endpoints: endpoints.slice(at * MOST_ENDPOINTS, (at + 1) * MOST_ENDPOINTS),
    })),
  )
  return slices.length > 0 ? slices : [{ endpoints: null, ports: null }]
}

function endpointOf({ spec, metadata }: Service, pod: Pod): Endpoint {
  const serving = isReady(pod)
  const terminating = pod.metadata.deletionTimestamp !== undefined
  const { name, namespace, uid } = pod.metadata
  const { hostname, nodeName } = pod.spec
  const named = hostname && pod.spec.subdomain === metadata.name ? { hostname } : {}
  return {
    addresses: [pod.status?.podIP ?? ''],
    conditions: { ready: spec.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating },
    ...named,
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(nodeName ? { nodeName } : {}),
  }
}

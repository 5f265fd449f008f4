import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { type NewObject, timestamp } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import type { Service } from '../workloads.ts'
import { controllerOptions } from './controllerOptions.ts'
import { type EndpointPort, endpointPorts } from './endpoints/endpointPorts.ts'
import { followServices } from './endpoints/followServices.ts'
import { hasEnded, isReady } from './podState.ts'

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by'
const CONTROLLER = 'endpoint-controller'
const TRIGGERED = 'endpoints.kubernetes.io/last-change-trigger-time'
const options = controllerOptions(CONTROLLER)

type Address = { readonly ip: string; readonly nodeName?: string; readonly targetRef: object }
type Subset = {
  readonly addresses?: readonly Address[]
  readonly notReadyAddresses?: readonly Address[]
  readonly ports?: readonly (Omit<EndpointPort, 'name'> & { readonly name?: string })[]
}

/** Services have Endpoints of the pods they select, the older form of EndpointSlices, as upstream's endpoint-controller keeps them. Left out: the cut at 1,000 addresses. */
export function startEndpoints(parts: ClusterParts): Running {
  const { api, store } = parts
  return followServices(parts, {
    resource: 'endpoints',
    serviceOf: ({ metadata }) => (metadata.labels?.[MANAGED_BY] === CONTROLLER ? metadata.name : undefined),
    reconcile: (service, pods) => reconcile(parts, service, pods),
    gone: ({ namespace, name }) =>
      store.get('endpoints', namespace, name)?.metadata.labels?.[MANAGED_BY] === CONTROLLER
        ? api.delete({ resource: 'endpoints', namespace, name }, {}, options)
        : done(null),
  })
}

function reconcile({ api, store, clock }: ClusterParts, service: Service, pods: readonly Pod[]): Result<unknown> {
  const { namespace, name } = service.metadata
  const found = store.get('endpoints', namespace, name)
  const subsets = subsetsOf(service, pods)
  const headless = service.spec.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}
  const labels = { ...service.metadata.labels, ...headless, [MANAGED_BY]: CONTROLLER }
  const told = (object: { readonly subsets?: unknown; readonly metadata: { readonly labels?: unknown } }) =>
    JSON.stringify([object.subsets ?? [], object.metadata.labels])
  if (found && told(found) === told({ subsets, metadata: { labels } })) return done(null)
  const annotations = { ...found?.metadata.annotations, [TRIGGERED]: timestamp(clock.now()) }
  const content = subsets.length > 0 ? { subsets } : {}
  if (!found) {
    const metadata = { name, labels, annotations, ...(namespace ? { namespace } : {}) }
    return api.create('endpoints', { apiVersion: 'v1', kind: 'Endpoints', metadata, ...content }, options)
  }
  const { subsets: _, ...rest } = found
  const next: NewObject = { ...rest, metadata: { ...found.metadata, labels, annotations }, ...content }
  return api.update({ resource: 'endpoints', namespace, name }, next, options)
}

function subsetsOf(service: Service, pods: readonly Pod[]): readonly Subset[] {
  const anyway = service.spec.publishNotReadyAddresses === true
  const groups = new Map<string, { readonly ports: readonly EndpointPort[]; readonly ready: Address[]; readonly notReady: Address[] }>()
  for (const pod of pods) {
    const wanted = pod.status?.podIP && !hasEnded(pod) && (anyway || pod.metadata.deletionTimestamp === undefined)
    const ports = endpointPorts(service, pod)
    if (!wanted || (ports.length === 0 && (service.spec.ports ?? []).length > 0)) continue
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, ready: [], notReady: [] }
    groups.set(key, group)
    ;(anyway || isReady(pod) ? group.ready : group.notReady).push(addressOf(pod))
  }
  return [...groups.values()].map(({ ports, ready, notReady }) => ({
    ...(ready.length > 0 ? { addresses: ready.sort(byAddress) } : {}),
    ...(notReady.length > 0 ? { notReadyAddresses: notReady.sort(byAddress) } : {}),
    ...(ports.length > 0 ? { ports: ports.map(({ name, ...port }) => (name === '' ? port : { name, ...port })) } : {}),
  }))
}

function byAddress(a: Address, b: Address): number {
  return a.ip < b.ip ? -1 : 1
}

function addressOf({ metadata: { namespace, name, uid }, spec, status }: Pod): Address {
  return { ip: status?.podIP ?? '', ...(spec.nodeName ? { nodeName: spec.nodeName } : {}), targetRef: { kind: 'Pod', namespace, name, uid } }
}

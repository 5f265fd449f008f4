import type { KubeObject } from '../objects.ts'
import { sameValue } from '../patch/sameValue.ts'
import type { ResourceName } from '../resources.ts'

/** Kinds whose generation counts the changes of their spec, and starts at 1. */
const COUNTED = new Set<ResourceName>([
  'pods',
  'replicationcontrollers',
  'podtemplates',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'cronjobs.batch',
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'networkpolicies.networking.k8s.io',
  'poddisruptionbudgets.policy',
  'priorityclasses.scheduling.k8s.io',
  'endpointslices.discovery.k8s.io',
])

const NOT_COUNTED = new Set(['apiVersion', 'kind', 'metadata', 'status'])

/** Of a new object: 1 for kinds that count, else what the client said. */
export function firstGeneration(resource: ResourceName, asked: number | undefined): number | undefined {
  return COUNTED.has(resource) ? 1 : asked
}

/** After a write: one more where the spec changed. A Deployment counts its annotations too, an EndpointSlice its labels. */
export function nextGeneration(resource: ResourceName, after: KubeObject, before: KubeObject): number | undefined {
  const { generation } = before.metadata
  if (generation === undefined || !COUNTED.has(resource)) return generation
  return isMoved(resource, after, before) ? generation + 1 : generation
}

function isMoved(resource: ResourceName, after: KubeObject, before: KubeObject): boolean {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)])
  for (const key of keys) if (!NOT_COUNTED.has(key) && !sameValue(after[key], before[key])) return true
  if (resource === 'deployments.apps') return !sameValue(after.metadata.annotations ?? {}, before.metadata.annotations ?? {})
  if (resource === 'endpointslices.discovery.k8s.io') return !sameValue(after.metadata.labels ?? {}, before.metadata.labels ?? {})
  return false
}

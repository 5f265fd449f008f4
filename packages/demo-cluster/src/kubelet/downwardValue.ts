import type { Container, EnvVar } from '../kinds.ts'
import { parseQuantity } from '../quantity.ts'
import type { Node } from '../workloads.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { findContainer } from './podContainers.ts'

type Value = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string }

const KEYED = /^metadata\.(labels|annotations)\['([^']*)'\]$/

/** A field of a pod as the downward API gives it. Maps of labels and annotations come as lines, as volumes show them. */
export function downwardValue(kubelet: KubeletParts, { pod, ip }: PodState, fieldPath: string): Value {
  const { metadata, spec } = pod
  const [, map, key] = KEYED.exec(fieldPath) ?? []
  if (map === 'labels' || map === 'annotations') return { ok: true, value: metadata[map]?.[key ?? ''] ?? '' }
  const fields: Readonly<Record<string, string>> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace ?? '',
    'metadata.uid': metadata.uid,
    'metadata.labels': lines(metadata.labels),
    'metadata.annotations': lines(metadata.annotations),
    'spec.nodeName': kubelet.node,
    'spec.serviceAccountName': spec.serviceAccountName ?? '',
    'status.hostIP': kubelet.hostIP,
    'status.hostIPs': kubelet.hostIP,
    'status.podIP': ip,
    'status.podIPs': ip,
  }
  const value = fields[fieldPath]
  return value === undefined ? { ok: false, message: `unsupported fieldPath: ${fieldPath}` } : { ok: true, value }
}

function lines(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n')
}

type ResourceField = NonNullable<NonNullable<EnvVar['valueFrom']>['resourceFieldRef']>

/** A request or a limit of a container, in units of the divisor and rounded up; a limit that is not set is what the node can give. */
export function resourceValue(
  kubelet: KubeletParts,
  { pod }: PodState,
  { container, field }: { readonly container: Container | null; readonly field: ResourceField },
): Value {
  const of = field.containerName ? findContainer(pod, field.containerName)?.container : container
  if (!of) return { ok: false, message: `container ${field.containerName ?? ''} not found` }
  const [kind = '', ...rest] = field.resource.split('.')
  const name = rest.join('.')
  if (kind !== 'limits' && kind !== 'requests') return { ok: false, message: `unsupported container resource : ${field.resource}` }
  const node = kubelet.store.get('nodes', undefined, kubelet.node) as Node | undefined
  const set = of.resources?.[kind]?.[name] ?? (kind === 'limits' ? node?.status?.allocatable?.[name] : undefined)
  const divisor = nano(field.divisor && field.divisor !== '0' ? field.divisor : '1')
  return { ok: true, value: String((nano(set ?? '0') + divisor - 1n) / divisor) }
}

function nano(quantity: string): bigint {
  return parseQuantity(quantity)?.nano ?? 1n
}

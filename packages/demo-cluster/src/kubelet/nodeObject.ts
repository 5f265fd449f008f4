import type { Image } from '../containers/Container.ts'
import type { Condition } from '../kinds.ts'
import { type NewObject, timestamp } from '../objects.ts'
import type { Node, Taint } from '../workloads.ts'

/** What a node is and can do. */
export type NodeDescription = {
  readonly name: string
  readonly hostIP: string
  /** Where its NodePorts can be reached from outside, if anywhere. */
  readonly externalIP?: string
  readonly podCIDR: string
  readonly cpu: string
  readonly memory: string
  readonly pods: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
}

/** As minikube marks its nodes: the first one is the control plane, the others end in `-m02` and so on. */
export function minikubeLabels(node: string): Readonly<Record<string, string>> {
  const primary = !/-m\d\d+$/.test(node)
  const role = { 'node-role.kubernetes.io/control-plane': '', 'node.kubernetes.io/exclude-from-external-load-balancers': '' }
  return { 'minikube.k8s.io/name': 'minikube', 'minikube.k8s.io/primary': String(primary), ...(primary ? role : {}) }
}

const DISK = '61255492Ki'

export function newNode(description: NodeDescription): NewObject {
  const { name, labels, taints, podCIDR } = description
  const platform = { arch: 'amd64', os: 'linux' }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': platform.arch,
        'beta.kubernetes.io/os': platform.os,
        'kubernetes.io/arch': platform.arch,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': platform.os,
        ...labels,
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: { podCIDR, podCIDRs: [podCIDR], ...(taints.length === 0 ? {} : { taints }) },
  }
}

/** More of them would only make the object big; a real kubelet stops at the same number. */
const MAX_IMAGES = 50

export type NodeStatusInput = {
  readonly images: ReadonlyMap<string, Image>
  readonly before: Node['status']
  /** 32 hexadecimal digits that stay the node's. */
  readonly machineID: string
  readonly now: number
}

/** A node's status as its kubelet reports it: always healthy. */
export function nodeStatus(
  { name, hostIP, externalIP, cpu, memory, pods }: NodeDescription,
  { images, before, machineID, now }: NodeStatusInput,
): NonNullable<Node['status']> {
  const resources = { cpu, 'ephemeral-storage': DISK, 'hugepages-2Mi': '0', memory, pods }
  const listed = [...images].sort(([, a], [, b]) => b.sizeBytes - a.sizeBytes).slice(0, MAX_IMAGES)
  return {
    ...before,
    addresses: [
      { type: 'InternalIP', address: hostIP },
      { type: 'Hostname', address: name },
      ...(externalIP === undefined ? [] : [{ type: 'ExternalIP', address: externalIP }]),
    ],
    allocatable: resources,
    capacity: resources,
    conditions: conditions(before?.conditions ?? [], timestamp(now)),
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
    images: listed.map(([full, { digest, sizeBytes }]) => ({ names: [`${withoutTag(full)}@${digest}`, full], sizeBytes })),
    nodeInfo: {
      architecture: 'amd64',
      bootID: before?.nodeInfo?.['bootID'] ?? uuidOf(machineID),
      containerRuntimeVersion: 'containerd://2.1.5',
      kernelVersion: '6.12.57',
      kubeProxyVersion: '',
      kubeletVersion: 'v1.36.3',
      machineID,
      operatingSystem: 'linux',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      systemUUID: uuidOf(machineID),
    },
  }
}

const HEALTHY = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const

function conditions(before: readonly Condition[], now: string): Condition[] {
  const own: readonly string[] = HEALTHY.map(([type]) => type)
  const others = before.filter(({ type }) => !own.includes(type))
  const healthy = HEALTHY.map(([type, status, reason, message]) => {
    const old = before.find((condition) => condition.type === type)
    const lastTransitionTime = old?.status === status ? (old.lastTransitionTime ?? now) : now
    return { type, status, lastHeartbeatTime: now, lastTransitionTime, reason, message }
  })
  return [...others, ...healthy]
}

function withoutTag(full: string): string {
  const at = full.indexOf('@')
  const colon = full.lastIndexOf(':')
  if (at >= 0) return full.slice(0, at)
  return colon > full.lastIndexOf('/') ? full.slice(0, colon) : full
}

function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

import { condition, type Json } from './statuses.ts'

export type NodeCase = { readonly name: string; readonly labels?: Readonly<Record<string, string>>; readonly cordoned?: boolean; readonly status: Json }

const info = {
  kubeletVersion: 'v1.36.3',
  osImage: 'Debian GNU/Linux 12 (bookworm)',
  kernelVersion: '6.1.0',
  containerRuntimeVersion: 'containerd://1.6.20',
  architecture: 'amd64',
}
const role = (name: string): Record<string, string> => ({ [`node-role.kubernetes.io/${name}`]: '' })
/** What a NodeSystemInfo has to have. */
const rest = { machineID: '', systemUUID: '', bootID: '', kubeProxyVersion: '', operatingSystem: 'linux' }
const nodeInfo = { ...rest, ...info }
const ready = [condition('Ready', 'True')]

export const nodeCases: readonly NodeCase[] = [
  { name: 'ship-1', labels: role('control-plane'), status: { nodeInfo, conditions: ready, addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } },
  { name: 'ship-2', cordoned: true, status: { nodeInfo, conditions: ready, addresses: [{ type: 'ExternalIP', address: '192.0.2.7' }] } },
  {
    name: 'ship-3',
    labels: { ...role('worker'), ...role('edge'), 'kubernetes.io/role': 'node' },
    status: { nodeInfo, conditions: [condition('Ready', 'False')] },
  },
  { name: 'ship-4', labels: { 'kubernetes.io/role': '' }, status: { nodeInfo, conditions: [condition('Ready', 'Unknown')] } },
  { name: 'ship-5', cordoned: true, status: { nodeInfo, conditions: [condition('MemoryPressure', 'True')] } },
  {
    name: 'ship-6',
    labels: role('worker'),
    cordoned: true,
    status: { nodeInfo: { ...nodeInfo, osImage: '', kernelVersion: '', containerRuntimeVersion: '' }, conditions: [condition('Ready', 'False')] },
  },
  { name: 'ship-7', status: { nodeInfo: { ...nodeInfo, architecture: '' }, conditions: [condition('DiskPressure', 'False'), ...ready] } },
  {
    name: 'ship-8',
    labels: { 'kubernetes.io/role': 'worker', ...role('worker') },
    status: {
      nodeInfo,
      addresses: [
        { type: 'Hostname', address: 'ship-8' },
        { type: 'InternalIP', address: '10.0.0.8' },
        { type: 'InternalIP', address: 'fd00::8' },
      ],
    },
  },
]

/** `deleted` ones keep their finalizer and stay Terminating. */
export const namespaceCases: readonly { readonly name: string; readonly deleted: boolean }[] = [
  { name: 'golden-active', deleted: false },
  { name: 'golden-leaving', deleted: true },
]

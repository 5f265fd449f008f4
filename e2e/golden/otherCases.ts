import { agoFrom, condition, type Json } from './statuses.ts'

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

/** Bodies of events, without what all of them share. */
export function eventCases(moment: number): readonly (Json & { readonly name: string })[] {
  const ago = agoFrom(moment)
  const micro = (seconds: number): string => ago(seconds).replace('Z', '.000001Z')
  const modern = { reportingComponent: 'example.com/scheduler', reportingInstance: 'scheduler-0', action: 'Binding', reason: 'Scheduled', type: 'Normal' }
  const old = { type: 'Warning', reason: 'BackOff', source: { component: 'kubelet', host: 'ship-1' } }
  const rungs = [0, 119, 192, 10_740, 18_600, 172_740, 277_200, 63_000_000, 65_664_000, 300_000_000]
  return [
    { name: 'once', ...old, count: 1, firstTimestamp: ago(30), lastTimestamp: ago(30), message: 'Back-off restarting failed container' },
    { name: 'counted', ...old, count: 45, firstTimestamp: ago(7000), lastTimestamp: ago(15), message: '  spaces around  ' },
    { name: 'without-count', ...old, firstTimestamp: ago(10), lastTimestamp: ago(5), message: 'no count' },
    { name: 'without-last', ...old, count: 2, firstTimestamp: ago(100), message: 'only a first time' },
    { name: 'without-first', ...old, count: 2, lastTimestamp: ago(100), message: 'only a last time' },
    { name: 'without-times', ...old, count: 2, message: 'no times' },
    { name: 'modern', ...modern, eventTime: micro(50), message: 'eventTime only' },
    { name: 'modern-series', ...modern, eventTime: micro(5000), series: { count: 12, lastObservedTime: micro(20) }, message: 'a series' },
    {
      name: 'modern-and-old',
      ...modern,
      eventTime: micro(5000),
      firstTimestamp: ago(4000),
      lastTimestamp: ago(3000),
      count: 4,
      series: { count: 99, lastObservedTime: micro(40) },
      message: 'both',
    },
    { name: 'series-without-time', ...old, count: 3, firstTimestamp: ago(900), series: { count: 7 }, message: 'series without its time' },
    {
      name: 'component-only',
      type: 'Normal',
      reason: 'Pulled',
      source: { component: 'kubelet' },
      count: 1,
      firstTimestamp: ago(1),
      lastTimestamp: ago(1),
      message: 'component only',
    },
    {
      name: 'host-only',
      type: 'Normal',
      reason: 'Pulled',
      source: { host: 'ship-2' },
      reportingComponent: 'reporter',
      count: 1,
      firstTimestamp: ago(1),
      message: 'host only',
    },
    { name: 'no-source', type: 'Normal', reason: 'Pulled', count: 1, firstTimestamp: ago(1), lastTimestamp: ago(1), message: 'no source' },
    { name: 'several-lines', ...old, count: 1, firstTimestamp: ago(1), lastTimestamp: ago(1), message: 'first line\nsecond line' },
    { name: 'terminal-escape', ...old, count: 1, firstTimestamp: ago(1), lastTimestamp: ago(1), message: 'red \u001b[31mletters' },
    { name: 'other-letters', ...old, count: 1, firstTimestamp: ago(1), lastTimestamp: ago(1), message: 'größer als 中文 🚢' },
    {
      name: 'about-nobody',
      ...old,
      count: 1,
      firstTimestamp: ago(1),
      lastTimestamp: ago(1),
      message: 'no name',
      involvedObject: { kind: 'Pod', namespace: 'golden' },
    },
    ...rungs.map((seconds, index) => ({
      name: `rung-${index}`,
      ...old,
      count: index,
      firstTimestamp: ago(seconds + 5),
      lastTimestamp: ago(seconds),
      message: `${seconds} s`,
    })),
  ]
}

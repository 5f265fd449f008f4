import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ControlPlane } from './ControlPlane.ts'
import { type Place, ports } from './controlPlanePrograms.ts'
import { NODE_ADDRESS, NODE_NAME } from './createPki.ts'
import { saveHostSettings } from './hostSettings.ts'
import { importImages } from './importImages.ts'
import { containerdSocket, nodeFiles, POD_BRIDGE } from './nodeFiles.ts'
import type { Program } from './Processes.ts'
import { report } from './report.ts'
import { run, runOrThrow } from './run.ts'

export const NODE_DEVICE = 'binnacle0'
/** Unix socket paths end at 107 bytes, and containerd adds a suffix to this one. */
const LONGEST_SOCKET_PATH = 100
const READY_SECONDS = 60

/** Makes the machine a node of the control plane: containerd with the tests' images, kubelet, kube-proxy. */
export async function startNode(controlPlane: ControlPlane): Promise<void> {
  const { place, processes, binaries } = controlPlane
  writeNodeFiles(place)
  await saveHostSettings(place.dir)
  await addDevice()
  await keepPodsInside()
  await processes.start(containerd(place))
  const socket = containerdSocket(place.dir)
  await processes.ready('containerd', READY_SECONDS, async () => (await run('ctr', ['--address', socket, 'version'])).code === 0)
  report('importing images')
  await importImages(socket, binaries)
  await processes.start(kubelet(place))
  await processes.start(kubeProxy(place))
  await processes.ready('kubelet', READY_SECONDS, () => isNodeReady(controlPlane))
}

export function containerd({ dir }: Place): Program {
  return { name: 'containerd', command: 'containerd', args: ['--config', join(dir, 'node', 'containerd.toml')] }
}

function kubelet({ dir, localkube }: Place): Program {
  const args = [
    `--kubeconfig=${join(dir, 'node.kubeconfig')}`,
    `--config=${join(dir, 'node', 'kubelet.json')}`,
    `--root-dir=${join(dir, 'kubelet')}`,
    `--hostname-override=${NODE_NAME}`,
    `--node-ip=${NODE_ADDRESS}`,
  ]
  return { name: 'kubelet', command: localkube, args: ['kubelet', ...args] }
}

function kubeProxy({ dir, portBase, localkube }: Place): Program {
  const args = [
    `--kubeconfig=${join(dir, 'proxy.kubeconfig')}`,
    `--hostname-override=${NODE_NAME}`,
    '--proxy-mode=iptables',
    // NodePorts answer here and nowhere else.
    '--nodeport-addresses=127.0.0.0/8',
    `--healthz-bind-address=127.0.0.1:${ports.proxyHealth(portBase)}`,
    `--metrics-bind-address=127.0.0.1:${ports.proxyMetrics(portBase)}`,
    // Leave the kernel's connection table as it is.
    '--conntrack-max-per-core=0',
    '--conntrack-min=0',
  ]
  return { name: 'kube-proxy', command: localkube, args: ['kube-proxy', ...args] }
}

function writeNodeFiles(place: Place): void {
  const socket = containerdSocket(place.dir)
  if (socket.length > LONGEST_SOCKET_PATH) throw new Error(`${place.dir} is too long a path for the sockets of a node; choose a shorter folder`)
  for (const [name, text] of Object.entries(nodeFiles(place))) {
    const path = join(place.dir, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

/** A node's address may not be loopback; a bridge without ports is a device that every kernel has. */
async function addDevice(): Promise<void> {
  await run('ip', ['link', 'delete', NODE_DEVICE])
  await runOrThrow('ip', ['link', 'add', NODE_DEVICE, 'type', 'bridge'])
  await runOrThrow('ip', ['address', 'add', `${NODE_ADDRESS}/32`, 'dev', NODE_DEVICE])
  await runOrThrow('ip', ['link', 'set', NODE_DEVICE, 'up'])
}

/** Pods reach each other, services and the node, but nothing beyond this machine. */
async function keepPodsInside(): Promise<void> {
  const fromPodsToElsewhere = ['--in-interface', POD_BRIDGE, '!', '--out-interface', POD_BRIDGE]
  await runOrThrow('iptables', ['--insert', 'FORWARD', ...fromPodsToElsewhere, '--jump', 'REJECT'])
}

async function isNodeReady(controlPlane: ControlPlane): Promise<boolean> {
  const ready = '{.status.conditions[?(@.type=="Ready")].status}'
  const { stdout } = await controlPlane.kubectl('get', 'node', NODE_NAME, '-o', `jsonpath=${ready}`)
  return stdout === 'True'
}

import { join } from 'node:path'
import { type Place, ports } from './controlPlanePrograms.ts'
import { NODE_ADDRESS } from './createPki.ts'
import { PAUSE_IMAGE } from './importImages.ts'

export const POD_BRIDGE = 'binnacle-cni0'
export const POD_NETWORK_NAME = 'binnacle'
/** The part of the pod network that the controller-manager gives to the first node. */
const NODE_POD_NETWORK = '10.244.0.0/24'
const CLUSTER_DNS = '10.96.0.10'

export const containerdSocket = (dir: string): string => join(dir, 'containerd', 'cri.sock')

/** The configuration files of a node, by their path below the cluster's folder. */
export function nodeFiles(place: Place): Record<string, string> {
  return {
    'node/containerd.toml': containerdConfig(place.dir),
    'node/registries/_default/hosts.toml': unreachableRegistry,
    'node/cni/10-binnacle.conflist': podNetwork(place.dir),
    'node/kubelet.json': kubeletConfig(place),
  }
}

/** Every pull is refused at once on loopback, so a missing image fails quickly and nothing leaves the machine. */
const unreachableRegistry = `server = "http://127.0.0.1:1"
[host."http://127.0.0.1:1"]
  capabilities = ["pull", "resolve"]
`

function containerdConfig(dir: string): string {
  const inside = (...path: string[]): string => JSON.stringify(join(dir, ...path))
  return `version = 2
root = ${inside('containerd', 'root')}
state = ${inside('containerd', 'state')}
[grpc]
  address = ${JSON.stringify(containerdSocket(dir))}
[plugins."io.containerd.internal.v1.opt"]
  path = ${inside('containerd', 'opt')}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  # Without CAP_SYS_RESOURCE (inside many containers) runc may not lower an OOM score.
  restrict_oom_score_adj = true
  stream_server_address = "127.0.0.1"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = ${inside('node', 'cni')}
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = ${inside('node', 'registries')}
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        Root = ${inside('containerd', 'runc')}
        SystemdCgroup = false
`
}

function podNetwork(dir: string): string {
  const ipam = { type: 'host-local', dataDir: join(dir, 'node', 'addresses'), ranges: [[{ subnet: NODE_POD_NETWORK }]], routes: [{ dst: '0.0.0.0/0' }] }
  const bridge = { type: 'bridge', bridge: POD_BRIDGE, isGateway: true, ipMasq: false, hairpinMode: true, ipam }
  const portmap = { type: 'portmap', capabilities: { portMappings: true } }
  return JSON.stringify({ cniVersion: '0.4.0', name: POD_NETWORK_NAME, plugins: [bridge, portmap] }, null, 2)
}

function kubeletConfig({ dir, portBase }: Place): string {
  const configuration = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: NODE_ADDRESS,
    healthzBindAddress: '127.0.0.1',
    healthzPort: ports.kubeletHealth(portBase),
    authentication: { anonymous: { enabled: false }, x509: { clientCAFile: join(dir, 'pki', 'ca.crt') }, webhook: { enabled: true } },
    authorization: { mode: 'Webhook' },
    tlsCertFile: join(dir, 'pki', 'node.crt'),
    tlsPrivateKeyFile: join(dir, 'pki', 'node.key'),
    containerRuntimeEndpoint: `unix://${containerdSocket(dir)}`,
    podLogsDir: join(dir, 'pod-logs'),
    volumePluginDir: join(dir, 'node', 'volume-plugins'),
    resolvConf: '/etc/resolv.conf',
    clusterDNS: [CLUSTER_DNS],
    clusterDomain: 'cluster.local',
    // Whatever machine this is: cgroup v1 or v2, swap or none, a disk nearly full.
    failCgroupV1: false,
    failSwapOn: false,
    cgroupDriver: 'cgroupfs',
    enforceNodeAllocatable: [],
    localStorageCapacityIsolation: false,
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    // The images cannot be pulled again, so they are never collected.
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    kubeAPIQPS: 1000,
    kubeAPIBurst: 2000,
    serializeImagePulls: false,
    registryPullQPS: 0,
  }
  return JSON.stringify(configuration, null, 2)
}

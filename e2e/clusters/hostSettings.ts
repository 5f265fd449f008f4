import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Kernel settings that kubelet, kube-proxy and the bridge plugin change. */
const SETTINGS = [
  'net/ipv4/ip_forward',
  'net/ipv4/conf/all/route_localnet',
  'net/bridge/bridge-nf-call-iptables',
  'net/netfilter/nf_conntrack_max',
  'net/netfilter/nf_conntrack_tcp_timeout_established',
  'net/netfilter/nf_conntrack_tcp_timeout_close_wait',
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
]

/** Folders outside the cluster's own that kubelet, containerd and CNI make; a folder comes after what is in it. */
const FOLDERS = [
  '/var/lib/kubelet/device-plugins',
  '/var/lib/kubelet',
  '/var/log/containers',
  '/var/lib/cni/results',
  '/var/lib/cni',
  '/run/netns',
  '/run/containerd/s',
  '/run/containerd',
]
const KUBELET_FILES = ['/var/lib/kubelet/device-plugins/kubelet.sock', '/var/lib/kubelet/device-plugins/kubelet_internal_checkpoint']

interface HostSettings {
  kernel: Record<string, string>
  missingFolders: readonly string[]
}

const setting = (name: string): string => join('/proc/sys', name)
const file = (dir: string): string => join(dir, 'node', 'host-settings.json')

/** Remembers how the machine is before a node changes it. */
export function saveHostSettings(dir: string): void {
  const known = SETTINGS.filter((name) => existsSync(setting(name)))
  const values = known.map((name) => [name, readFileSync(setting(name), 'utf8').trim()])
  const missingFolders = FOLDERS.filter((folder) => !existsSync(folder))
  const settings: HostSettings = { kernel: Object.fromEntries(values), missingFolders }
  writeFileSync(file(dir), JSON.stringify(settings, null, 2))
}

/** Puts the kernel's settings back and removes folders that were not there, as far as they are empty again. */
export function restoreHostSettings(dir: string): void {
  if (!existsSync(file(dir))) return
  const { kernel, missingFolders }: HostSettings = JSON.parse(readFileSync(file(dir), 'utf8'))
  for (const [name, value] of Object.entries(kernel)) {
    if (readFileSync(setting(name), 'utf8').trim() !== value) writeFileSync(setting(name), value)
  }
  if (missingFolders.includes('/var/lib/kubelet')) {
    for (const path of KUBELET_FILES) rmSync(path, { force: true })
  }
  for (const folder of missingFolders) {
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
  }
}

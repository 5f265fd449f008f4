import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasPacketRules, removePacketRules } from './removePacketRules.ts'

const NEW_LINKS_WITHOUT_IPV6 = 'net/ipv6/conf/default/disable_ipv6'

/** Kernel settings that kubelet, kube-proxy and the bridge plugin change. */
const SETTINGS = [
  NEW_LINKS_WITHOUT_IPV6,
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
  /** Somebody else's CNI plugins were at work before. */
  hadCniRules: boolean
}

const setting = (name: string): string => join('/proc/sys', name)
const file = (dir: string): string => join(dir, 'node', 'host-settings.json')

/** Remembers how the machine is before a node changes it, and changes what no program of the node does by itself. */
export async function saveHostSettings(dir: string): Promise<void> {
  const known = SETTINGS.filter((name) => existsSync(setting(name)))
  const values = known.map((name) => [name, readFileSync(setting(name), 'utf8').trim()])
  const missingFolders = FOLDERS.filter((folder) => !existsSync(folder))
  const settings: HostSettings = { kernel: Object.fromEntries(values), missingFolders, hadCniRules: await hasPacketRules('CNI') }
  writeFileSync(file(dir), JSON.stringify(settings, null, 2))
  // The host's end of each pod's link would get an IPv6 address. A browser on this machine takes that for another network and drops what it is loading.
  if (existsSync(setting(NEW_LINKS_WITHOUT_IPV6))) writeFileSync(setting(NEW_LINKS_WITHOUT_IPV6), '1')
}

/** Removes the node's packet rules, puts the kernel's settings back and removes new folders as far as they are empty again. */
export async function restoreHostSettings(dir: string): Promise<void> {
  if (!existsSync(file(dir))) return
  const { kernel, missingFolders, hadCniRules }: HostSettings = JSON.parse(readFileSync(file(dir), 'utf8'))
  await removePacketRules(hadCniRules ? ['KUBE'] : ['KUBE', 'CNI'])
  for (const [name, value] of Object.entries(kernel)) {
    if (readFileSync(setting(name), 'utf8').trim() !== value) writeFileSync(setting(name), value)
  }
  if (missingFolders.includes('/var/lib/kubelet/device-plugins')) {
    for (const path of KUBELET_FILES) rmSync(path, { force: true })
  }
  for (const folder of missingFolders) {
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
  }
}

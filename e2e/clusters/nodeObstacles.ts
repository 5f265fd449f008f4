import { existsSync } from 'node:fs'
import { run } from './run.ts'

const PROGRAMS = ['containerd', 'ctr', 'runc', 'iptables', 'conntrack', 'busybox', 'curl', 'openssl', 'ip', 'setpriv']
const NETWORK_PLUGIN = '/usr/lib/cni/bridge'
const INSTALL = 'apt-get install -y --no-install-recommends containerd runc containernetworking-plugins iptables conntrack busybox-static curl openssl iproute2'

/** Everything that keeps this machine from being a node, each as a sentence; empty when a real cluster can start. */
export async function nodeObstacles(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [`a node needs Linux, this is ${process.platform}`]
  const obstacles: string[] = []
  if (process.getuid?.() !== 0) obstacles.push('a node needs root')
  const searched = await Promise.all(PROGRAMS.map(async (name) => ({ name, code: (await run('sh', ['-c', `command -v ${name}`])).code })))
  const missing = searched.filter(({ code }) => code !== 0).map(({ name }) => name)
  if (!existsSync(NETWORK_PLUGIN)) missing.push('the CNI plugins')
  if (missing.length > 0) obstacles.push(`missing: ${missing.join(', ')} (${INSTALL})`)
  return obstacles
}

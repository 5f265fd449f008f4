import { POD_BRIDGE } from './nodeFiles.ts'
import { run, runOrThrow } from './run.ts'

/** The chains of kube-proxy, kubelet and the CNI plugins, and every rule that names one or the pods' bridge. */
const OURS = new RegExp(`\\b(?:KUBE-|CNI-|${POD_BRIDGE}\\b)`)

/** Writes the packet rules back without those of the node; all other rules stay as they are. */
export async function removePacketRules(): Promise<void> {
  for (const [save, restore] of [
    ['iptables-save', 'iptables-restore'],
    ['ip6tables-save', 'ip6tables-restore'],
  ] as const) {
    const { code, stdout } = await run(save, [])
    if (code !== 0 || !OURS.test(stdout)) continue
    const others = stdout.split('\n').filter((line) => !OURS.test(line))
    await runOrThrow(restore, [], { input: others.join('\n') })
  }
}

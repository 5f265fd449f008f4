import { POD_BRIDGE } from './nodeFiles.ts'
import { run, runOrThrow } from './run.ts'

const FAMILIES = [
  { save: 'iptables-save', restore: 'iptables-restore' },
  { save: 'ip6tables-save', restore: 'ip6tables-restore' },
]

/** Whether the machine has rules of kube-proxy and kubelet (KUBE) or of the CNI plugins (CNI). */
export async function hasPacketRules(chains: 'KUBE' | 'CNI'): Promise<boolean> {
  const saved = await Promise.all(FAMILIES.map(({ save }) => run(save, [])))
  return saved.some(({ stdout }) => stdout.includes(`:${chains}-`))
}

/** Writes the packet rules back without these chains, what names them, and what names the pods' bridge; all other rules stay. */
export async function removePacketRules(chains: readonly ('KUBE' | 'CNI')[]): Promise<void> {
  const ours = new RegExp(`\\b(?:(?:${chains.join('|')})-|${POD_BRIDGE}\\b)`)
  for (const { save, restore } of FAMILIES) {
    const { code, stdout } = await run(save, [])
    if (code !== 0 || !ours.test(stdout)) continue
    const others = stdout.split('\n').filter((line) => !ours.test(line))
    await runOrThrow(restore, [], { input: others.join('\n') })
  }
}

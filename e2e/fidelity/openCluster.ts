import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildBinaries } from '../clusters/buildBinaries.ts'
import { useRealCluster } from '../clusters/useRealCluster.ts'
import type { Kubectl } from './play.ts'

export type OpenedCluster = { readonly kubectl: Kubectl; readonly close: () => Promise<void> }

/** The demo cluster in this process, or the real one that runs already or is started for this; driven by the kubectl that was built beside the latter, or by `KUBECTL`. */
export async function openCluster(target: 'demo' | 'real', dir: string): Promise<OpenedCluster> {
  const command = process.env['KUBECTL'] ?? (await buildBinaries()).kubectl
  const cache = join(dir, 'cache')
  if (target === 'real') {
    const { cluster, release } = await useRealCluster(join(dir, 'cluster'))
    return { kubectl: { command, kubeconfig: cluster.kubeconfig, cache }, close: release }
  }
  const { createCluster } = await import('@binnacle/demo-cluster')
  const cluster = createCluster({ scenario: 'empty', pace: 'recorded' })
  const { kubeconfig: text } = await cluster.listen(0)
  const kubeconfig = join(dir, 'demo.kubeconfig')
  writeFileSync(kubeconfig, text, { mode: 0o600 })
  return { kubectl: { command, kubeconfig, cache }, close: () => cluster.close() }
}

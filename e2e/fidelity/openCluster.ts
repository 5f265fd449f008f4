import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { useRealCluster } from '../clusters/useRealCluster.ts'

export type OpenedCluster = { readonly kubeconfig: string; readonly close: () => Promise<void> }

/** The demo cluster in this process, or the real one that runs already or is started for this. */
export async function openCluster(target: 'demo' | 'real', dir: string): Promise<OpenedCluster> {
  if (target === 'real') {
    const { cluster, release } = await useRealCluster(join(dir, 'cluster'))
    return { kubeconfig: cluster.kubeconfig, close: release }
  }
  const { createCluster } = await import('@binnacle/demo-cluster')
  const cluster = createCluster({ scenario: 'empty', pace: 'recorded' })
  const { kubeconfig: text } = await cluster.listen(0)
  const kubeconfig = join(dir, 'demo.kubeconfig')
  writeFileSync(kubeconfig, text, { mode: 0o600 })
  return { kubeconfig, close: () => cluster.close() }
}

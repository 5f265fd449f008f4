import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCluster } from '@binnacle/demo-cluster'
import { type Cluster, runKubectl } from './Cluster.ts'
import { findKubectl } from './findKubectl.ts'
import type { OwnCluster } from './OwnCluster.ts'

/** What the tests' clusters are called in their kubeconfigs. */
const NAME = 'binnacle-test'

/**
 * A simulated cluster in this process that keeps its files in `dir`: empty, on the real clock and at a brisk pace. Driven by the kubectl that
 * this machine has, if any. Whoever starts it calls `stop`.
 */
export async function startSimulatedCluster(dir: string): Promise<OwnCluster> {
  const kubectlCommand = await findKubectl()
  const create = () => createCluster({ name: NAME, scenario: 'empty', pace: 'brisk', nodePorts: 'listen' })
  let simulated = create()
  const { url, kubeconfig: text } = await simulated.listen(0)
  const kubeconfig = join(dir, 'admin.kubeconfig')
  writeFileSync(kubeconfig, text, { mode: 0o600 })
  const kubectlWithInput: Cluster['kubectlWithInput'] = (input, ...args) =>
    runKubectl({ command: kubectlCommand, kubeconfig, cache: join(dir, 'kubectl-cache') }, args, input)
  return {
    kubeconfig,
    server: url,
    kubectlCommand,
    kubectl: (...args) => kubectlWithInput('', ...args),
    kubectlWithInput,
    killApiserver: () => simulated.faults.kill(),
    startApiserver: () => simulated.faults.restart(),
    freezeApiserver: () => simulated.faults.freeze(),
    thawApiserver: () => simulated.faults.thaw(),
    async wipe() {
      await simulated.close()
      simulated = create()
      await simulated.listen(Number(new URL(url).port))
    },
    stop: () => simulated.close(),
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCluster, type Cluster as Simulated } from '@binnacle/demo-cluster'
import { type Cluster, runKubectl } from './Cluster.ts'

/** A demo cluster of the tests' own, in their process, with what is needed to disturb it. */
export type DemoCluster = Cluster & { readonly simulated: Simulated; readonly stop: () => Promise<void> }

/** Starts one that is empty, on the real clock and at a brisk pace; driven by the `kubectl` that is given. */
export async function startDemoCluster(kubectlCommand: string): Promise<DemoCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'binnacle-demo-'))
  const simulated = createCluster({ scenario: 'empty', pace: 'brisk', nodePorts: 'listen' })
  const { url, kubeconfig: text } = await simulated.listen(0)
  const kubeconfig = join(dir, 'kubeconfig')
  writeFileSync(kubeconfig, text, { mode: 0o600 })
  const binary = { command: kubectlCommand, kubeconfig, cache: join(dir, 'cache') }
  const kubectlWithInput: Cluster['kubectlWithInput'] = (input, ...args) => runKubectl(binary, args, input)
  return {
    kubeconfig,
    server: url,
    kubectl: (...args) => kubectlWithInput('', ...args),
    kubectlWithInput,
    simulated,
    async stop() {
      await simulated.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

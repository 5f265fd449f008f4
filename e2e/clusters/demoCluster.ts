import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCluster } from '@binnacle/demo-cluster'
import { buildBinaries } from './buildBinaries.ts'
import { type Cluster, runKubectl } from './Cluster.ts'

/** What the tests' clusters are called in their kubeconfigs. */
const NAME = 'binnacle-test'

/** With E2E_CLUSTER=demo a simulated cluster in this process, empty, on the real clock and at a brisk pace; else undefined. Driven by `KUBECTL`, or by the kubectl that was built for the real one. */
export async function demoCluster(): Promise<Cluster | undefined> {
  if (process.env['E2E_CLUSTER'] !== 'demo') return undefined
  const dir = mkdtempSync(join(tmpdir(), 'binnacle-demo-'))
  const simulated = createCluster({ scenario: 'empty', pace: 'brisk', nodePorts: 'listen' })
  const { url, kubeconfig: text } = await simulated.listen(0)
  const kubeconfig = join(dir, 'kubeconfig')
  writeFileSync(kubeconfig, text.replaceAll('binnacle-demo', NAME), { mode: 0o600 })
  const binary = { command: process.env['KUBECTL'] ?? (await buildBinaries()).kubectl, kubeconfig, cache: join(dir, 'cache') }
  const kubectlWithInput: Cluster['kubectlWithInput'] = (input, ...args) => runKubectl(binary, args, input)
  return {
    kubeconfig,
    server: url,
    kubectl: (...args) => kubectlWithInput('', ...args),
    kubectlWithInput,
    async stop() {
      await simulated.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

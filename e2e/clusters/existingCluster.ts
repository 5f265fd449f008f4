import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, runKubectl } from './Cluster.ts'
import type { Result } from './run.ts'

/**
 * The cluster that the environment names in E2E_KUBECONFIG (kind, minikube, any other), driven by the kubectl
 * on PATH; undefined when it names none. Nobody may kill or freeze it, so those journeys need another one.
 */
export async function existingCluster(): Promise<Cluster | undefined> {
  const kubeconfig = process.env['E2E_KUBECONFIG']
  if (kubeconfig === undefined || kubeconfig === '') return undefined
  const binary = { command: 'kubectl', kubeconfig, cache: join(tmpdir(), 'binnacle-kubectl-cache') }
  const kubectlWithInput = (input: string, ...args: string[]): Promise<Result> => runKubectl(binary, args, input)
  const kubectl = (...args: string[]): Promise<Result> => kubectlWithInput('', ...args)
  const { code, stdout, stderr } = await kubectl('config', 'view', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}')
  if (code !== 0) throw new Error(`E2E_KUBECONFIG=${kubeconfig} cannot be used: ${stderr}`)
  return { kubeconfig, server: stdout, kubectlCommand: binary.command, kubectl, kubectlWithInput }
}

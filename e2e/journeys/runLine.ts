import { delimiter, dirname, isAbsolute, join } from 'node:path'
import type { Cluster } from '../clusters/Cluster.ts'
import { runOrThrow } from '../clusters/run.ts'

/** `folder`: what the line may write to. `kubeconfig` empty: a terminal that has none. */
type Place = { readonly cluster: Cluster; readonly folder: string; readonly kubeconfig?: string }

/** Runs a line that Binnacle offered as a person would, in a shell with the real kubectl; answers with what it printed. */
export async function runLine(line: string, { cluster, folder, kubeconfig = cluster.kubeconfig }: Place): Promise<string> {
  const path = process.env['PATH'] ?? ''
  const kubectl = cluster.kubectlCommand ?? ''
  const env = {
    PATH: isAbsolute(kubectl) ? `${dirname(kubectl)}${delimiter}${path}` : path,
    HOME: folder,
    KUBECONFIG: kubeconfig,
    KUBERC: 'off',
    KUBECACHEDIR: join(folder, 'kubectl-cache'),
  }
  return (await runOrThrow('sh', ['-c', line], { env })).trim()
}

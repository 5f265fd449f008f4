import type { Cluster } from './Cluster.ts'
import { ObjectApi } from './ObjectApi.ts'
import type { Objects } from './Objects.ts'

/** With the kubectl that suits the cluster or, where this machine has none, through its API. */
export function objectsOf(cluster: Cluster): Objects {
  return cluster.kubectlCommand === undefined ? new ObjectApi(cluster.server) : withKubectl(cluster)
}

function withKubectl(cluster: Cluster): Objects {
  const run = async (input: string, ...args: string[]): Promise<void> => {
    const { code, stderr } = await cluster.kubectlWithInput(input, ...args)
    if (code !== 0) throw new Error(stderr)
  }
  return {
    createNamespace: (name) => run('', 'create', 'namespace', name),
    deleteNamespace: (name) => run('', 'delete', 'namespace', name, '--wait=false'),
    apply: (yaml, namespace) => run(yaml, '-n', namespace, 'apply', '-f', '-'),
  }
}

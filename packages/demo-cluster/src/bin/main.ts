import { createCluster } from '../createCluster.ts'
import { keepKubeconfig } from '../keepKubeconfig.ts'
import { demoFlags } from './demoFlags.ts'

const flags = demoFlags(process.argv.slice(2))
if (!flags.ok) {
  process.stderr.write(`${flags.message}\n`)
  process.exit(1)
}
const cluster = createCluster({ ...flags.value.options, nodePorts: 'listen' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void cluster.close().finally(() => process.exit(0)))

try {
  const { url, kubeconfig } = await cluster.listen(flags.value.port)
  const { path } = keepKubeconfig(kubeconfig)
  process.stdout.write(`A simulated Kubernetes 1.36 listens on ${url}. Nothing of it is left when you end it with Ctrl+C.

  export KUBECONFIG=${path}

  kubectl get pods -A
  kubectl create deployment web --image=nginx --replicas=3
  kubectl get events -w
`)
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}

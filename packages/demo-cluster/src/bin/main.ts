import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCluster } from '../createCluster.ts'
import { demoFlags } from './demoFlags.ts'

const flags = demoFlags(process.argv.slice(2))
if (!flags.ok) {
  process.stderr.write(`${flags.message}\n`)
  process.exit(1)
}
const cluster = createCluster({ ...flags.value.options, nodePorts: 'listen' })
const folder = mkdtempSync(join(tmpdir(), 'binnacle-demo-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void cluster.close().finally(() => process.exit(0)))

try {
  const { url, kubeconfig } = await cluster.listen(flags.value.port)
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, kubeconfig, { mode: 0o600 })
  process.stdout.write(`A simulated Kubernetes 1.36 listens on ${url}. Nothing of it is left when you end it with Ctrl+C.

  export KUBECONFIG=${file}

  kubectl get pods -A
  kubectl create deployment web --image=nginx --replicas=3
  kubectl get events -w
`)
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}

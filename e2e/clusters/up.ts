import { runningRealCluster, startRealCluster } from './RealCluster.ts'
import { report } from './report.ts'
import { sharedClusterFolder } from './sharedClusterFolder.ts'

const dir = sharedClusterFolder()

async function up(): Promise<string> {
  const running = runningRealCluster(dir)
  if (running !== undefined) return running.kubeconfig
  report(`starting a real cluster in ${dir}`)
  const begin = performance.now()
  const cluster = await startRealCluster({ dir, outliveUs: true })
  report(`ready after ${((performance.now() - begin) / 1000).toFixed(1)} s`)
  report(`its kubectl is ${cluster.binaries.kubectl}`)
  return cluster.kubeconfig
}

try {
  process.stdout.write(`export KUBECONFIG=${await up()}\n`)
} catch (failure) {
  report(failure instanceof Error ? failure.message : String(failure))
  process.exitCode = 1
}

import { runningRealCluster, startRealCluster } from './RealCluster.ts'
import { report } from './report.ts'
import { sharedClusterFolder } from './sharedClusterFolder.ts'
import { withLock } from './withLock.ts'

const dir = sharedClusterFolder()
const LOCK = { what: 'another start or end of the cluster', seconds: 1800 }

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
  process.stdout.write(`export KUBECONFIG=${await withLock(`${dir}.lock`, LOCK, up)}\n`)
} catch (failure) {
  report(failure instanceof Error ? failure.message : String(failure))
  process.exitCode = 1
}

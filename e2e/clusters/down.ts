import { rmSync } from 'node:fs'
import { realClusterLeftIn } from './RealCluster.ts'
import { report } from './report.ts'
import { sharedClusterFolder } from './sharedClusterFolder.ts'

const dir = sharedClusterFolder()

try {
  const cluster = realClusterLeftIn(dir)
  await cluster?.stop()
  rmSync(dir, { recursive: true, force: true })
  report(cluster === undefined ? 'no cluster was left to end' : 'the cluster has ended')
} catch (failure) {
  report(failure instanceof Error ? failure.message : String(failure))
  process.exitCode = 1
}

import { rmSync } from 'node:fs'
import { realClusterLeftIn } from './RealCluster.ts'
import { report } from './report.ts'
import { sharedClusterFolder } from './sharedClusterFolder.ts'
import { withLock } from './withLock.ts'

const dir = sharedClusterFolder()
const LOCK = { what: 'another start or end of the cluster', seconds: 1800 }

async function down(): Promise<string> {
  const cluster = realClusterLeftIn(dir)
  await cluster?.stop()
  rmSync(dir, { recursive: true, force: true })
  return cluster === undefined ? 'no cluster was left to end' : 'the cluster has ended'
}

try {
  report(await withLock(`${dir}.lock`, LOCK, down))
} catch (failure) {
  report(failure instanceof Error ? failure.message : String(failure))
  process.exitCode = 1
}

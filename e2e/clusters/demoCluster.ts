import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cluster } from './Cluster.ts'
import { isSimulated } from './isSimulated.ts'
import { startSimulatedCluster } from './startSimulatedCluster.ts'

/** Where tests run on simulated clusters, one that whoever asks shares with nobody; else undefined. */
export async function demoCluster(): Promise<Cluster | undefined> {
  if (!isSimulated()) return undefined
  const dir = mkdtempSync(join(tmpdir(), 'binnacle-demo-'))
  const cluster = await startSimulatedCluster(dir)
  return {
    ...cluster,
    async stop() {
      await cluster.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

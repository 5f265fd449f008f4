import { nodeObstacles } from './nodeObstacles.ts'

/** What a suite prints before it does without a real cluster; undefined when one can start. In CI that is an error, never a skip. */
export async function whyNoRealCluster(): Promise<string | undefined> {
  const obstacles = await nodeObstacles()
  if (obstacles.length === 0) return undefined
  const reason = `no real cluster can start here: ${obstacles.join('; ')}`
  if (process.env['CI'] === 'true') throw new Error(reason)
  return reason
}

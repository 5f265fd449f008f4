import { join } from 'node:path'
import { cacheFolder } from './cacheFolder.ts'

/** The folder of the cluster that `pnpm cluster:up` leaves running. */
export function sharedClusterFolder(): string {
  return join(cacheFolder(), 'run')
}

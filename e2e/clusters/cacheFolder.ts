import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where binaries, images and the state of the shared cluster live: outside the repository, safe to delete when nothing runs. */
export function cacheFolder(): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  return join(process.env['BINNACLE_CACHE'] ?? join(caches, 'binnacle'), 'clusters')
}

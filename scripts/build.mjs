// Builds the page and the server, unless both were built from these very sources.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildId } from './buildId.mjs'
import { bin, install, requireNode, root, run } from './install.mjs'

const built = join(root, 'apps/bff/dist/build-id')
const results = [built, join(root, 'apps/bff/dist/main.mjs'), join(root, 'apps/web/dist/index.html')]

/** Brings `dist` up to date; says so in a line when there is something to do. */
export function build() {
  const id = buildId()
  if (results.every((path) => existsSync(path)) && readFileSync(built, 'utf8') === id) return
  console.error('Building the page and the server…')
  // Written last: a build that was interrupted is no build.
  rmSync(built, { force: true })
  const env = { ...process.env, BINNACLE_BUILD: id }
  run(bin('vite'), ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/web'), env })
  run(process.execPath, ['build.mjs'], { cwd: join(root, 'apps/bff'), env })
  writeFileSync(built, id)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode()
  install()
  build()
}

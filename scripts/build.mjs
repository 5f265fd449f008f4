// Builds the browser's and the server's files; with --check-size also holds the first load under its limit.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { install, root, run } from './install.mjs'

const FIRST_LOAD_LIMIT = 130_000

install()
run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { cwd: join(root, 'apps/web') })
run(process.execPath, ['build.mjs'], { cwd: join(root, 'apps/bff') })

if (process.argv.includes('--check-size')) {
  const dist = join(root, 'apps/web/dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path)
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path)), { level: 9 }).length, 0)
  console.log(`first load: ${(bytes / 1000).toFixed(1)} kB gzip in ${scripts.length} files (limit ${FIRST_LOAD_LIMIT / 1000})`)
  process.exit(bytes > 0 && bytes <= FIRST_LOAD_LIMIT ? 0 : 1)
}

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

/** What the page and the server are made of. */
const sources = ['apps/bff/src', 'apps/bff/build.mjs', 'apps/web', 'packages/shared/src', 'packages/demo-cluster/src', 'pnpm-lock.yaml', 'tsconfig.base.json']
const skipped = new Set(['dist', 'node_modules'])
const counts = (name) => !/\.test\.tsx?$|\.tsbuildinfo$/.test(name)

/** Names the sources: the same text in every file gives the same id, on every machine. The page and the server tell by it whether they belong together. */
export function buildId() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesUnder))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex').slice(0, 12)
}

function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full)
    .filter((name) => !skipped.has(name) && name !== 'testing' && counts(name))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}

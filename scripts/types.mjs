// Each package is checked by its own tsconfig: the browser's code sees no Node types, the BFF's no DOM, the contract neither.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bin, root, tryRun } from './install.mjs'

const projects = ['packages/shared', 'packages/live-path', 'packages/demo-cluster', 'apps/bff', 'apps/web', 'e2e', 'scripts'].filter((path) =>
  existsSync(join(root, path, 'tsconfig.json')),
)
const failed = projects.filter((path) => tryRun(bin('tsc'), ['-p', path]) !== 0)
for (const path of failed) console.error(`types: ${path} does not compile`)
process.exit(failed.length === 0 ? 0 : 1)

// `pnpm check`: what a reviewer should not have to look for.
import { bin, tryRun } from './install.mjs'

const checks = [
  { name: 'types', command: process.execPath, args: ['scripts/types.mjs'] },
  { name: 'lint: imports, types, budgets', command: bin('oxlint'), args: ['--type-aware', '--report-unused-disable-directives', '--deny-warnings'] },
  { name: 'format', command: bin('biome'), args: ['ci', '--diagnostic-level=error', '.'] },
  { name: 'dead exports and dependencies', command: bin('knip'), args: ['--no-progress'] },
  { name: 'links in the docs', command: process.execPath, args: ['scripts/check-links.mjs'] },
]

const failed = checks.filter(({ name, command, args }) => {
  console.log(`– ${name}`)
  return tryRun(command, args) !== 0
})
console.log(failed.length === 0 ? `${checks.length} checks clean` : `not clean: ${failed.map(({ name }) => name).join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)

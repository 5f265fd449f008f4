// `npm test`: everything that needs no cluster, no root and no Go. What it leaves out, it names at the end.
import { bin, install, requireNode, tryRun } from './install.mjs'

requireNode()
install()

const suites = [
  { name: 'types', command: process.execPath, args: ['scripts/types.mjs'] },
  { name: 'unit, contract and live path over real sockets', command: bin('vitest'), args: ['run'] },
  { name: 'live path, short fuzz (60 seeds)', command: bin('tsx'), args: ['--conditions=@binnacle/source', 'packages/live-path/src/fuzz.ts', '--seeds', '60'] },
]

const results = suites.map((suite) => ({ ...suite, code: tryRun(suite.command, suite.args) }))
console.log('')
for (const { name, code } of results) console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name}`)
console.log('left out  journeys in a browser, golden tables and kubectl lines: they need a real cluster (`bash .ci/run`, or see e2e/clusters/README.md)')
process.exit(results.some(({ code }) => code !== 0) ? 1 : 0)

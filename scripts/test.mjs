// `npm test`: everything that needs no Go, no root and no cluster of its own: the demo cluster stands in. It says at the end what it ran and what it left out.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin, install, requireNode, root, tryRun } from './install.mjs'

requireNode()
install()

const tsx = (...args) => [bin('tsx'), ['--conditions=@binnacle/source', ...args]]
const suites = [
  { name: 'types', run: [process.execPath, ['scripts/types.mjs']] },
  { name: 'unit, contract and live path over real sockets', run: [bin('vitest'), ['run']] },
  { name: 'live path, short fuzz (60 seeds)', run: tsx('packages/live-path/src/fuzz.ts', '--seeds', '60') },
]

const results = suites.map(({ name, run: [command, args] }) => ({ name, passed: tryRun(command, args) === 0 }))
const leftOut = []
runJourneys()
leftOut.push(
  'what compares with a real Kubernetes (journeys, golden tables, kubectl lines) and the benches: they build one, on Linux, as root, with Go (`bash .ci/run`, or see e2e/clusters/README.md)',
)

console.log('')
for (const { name, passed } of results) console.log(`${passed ? 'passed' : 'FAILED'}    ${name}`)
for (const what of leftOut) console.log(`left out  ${what}`)
process.exit(results.every(({ passed }) => passed) ? 0 : 1)

/** The journeys of e2e/journeys on demo clusters, in the Chromium that this machine has. */
function runJourneys() {
  const { chromium, found, kubectl } = lookForTools()
  if (!chromium) {
    const why = found.length === 0 ? 'no Chromium was found' : `no Chromium starts here (tried ${found.join(', ')})`
    leftOut.push(`journeys in a browser: ${why}. \`npx playwright install chromium\` gets one; E2E_CHROMIUM names another`)
    return
  }
  const name = `journeys on the demo cluster in Chromium ${chromium.version} (${chromium.path}), ${kubectl ? `with ${kubectl}` : 'without kubectl'}`
  if (tryRun(process.execPath, ['scripts/build.mjs']) !== 0) {
    results.push({ name: `the build, and with it the ${name}`, passed: false })
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'binnacle-test-'))
  const report = join(folder, 'journeys.json')
  const env = {
    ...process.env,
    E2E_CLUSTER: 'demo',
    E2E_KUBECONFIG: '',
    E2E_CHROMIUM: chromium.path,
    E2E_SANDBOX: chromium.sandbox ? 'on' : 'off',
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  }
  const passed = tryRun(bin('playwright'), ['test', '--config', 'e2e/playwright.config.ts', '--reporter', 'list,json'], { env }) === 0
  const skipped = passed ? skippedJourneys(report) : []
  rmSync(folder, { recursive: true, force: true })
  results.push({ name, passed })
  if (skipped.length === 0) return
  leftOut.push(`${skipped.length} journeys that act with kubectl: none was found (1.29 or newer on PATH, or KUBECTL names one):`)
  leftOut.push(...skipped.map((title) => `  ${title}`))
}

/** What e2e/journeyTools.ts finds. */
function lookForTools() {
  const [command, args] = tsx('e2e/journeyTools.ts')
  const { stdout } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
  return JSON.parse(stdout)
}

/** Titles of the journeys that Playwright's report says were skipped. */
function skippedJourneys(report) {
  const within = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(within)]
  return within(JSON.parse(readFileSync(report, 'utf8')))
    .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
    .map(({ file, title }) => `${file}: ${title}`)
}

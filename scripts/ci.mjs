// The suites of `.ci/run`, one after the other. Closes with one line: N passed, N failed.
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { stripVTControlCharacters } from 'node:util'
import { bin, requireNode, root } from './install.mjs'

const minute = 60_000
const tsx = (...args) => [bin('tsx'), ['--conditions=@binnacle/source', ...args]]

/** Every suite: what it proves, how it is run, how long it may take. A suite that prints no count of its own counts as one test. */
const suites = [
  { name: 'npm test, as the README gives it', run: ['npm', ['test']], limit: 15 * minute },
  { name: 'pnpm check', run: [process.execPath, ['scripts/check.mjs']], limit: 8 * minute },
  { name: 'build and first load', run: [process.execPath, ['scripts/first-load.mjs']], limit: 5 * minute },
  { name: 'live path, fuzz (2,000 seeds)', run: tsx('packages/live-path/src/fuzz.ts', '--seeds', '2000'), limit: 10 * minute },
  {
    name: 'the demo cluster’s types and resources are those of Kubernetes’ sources',
    run: [process.execPath, ['packages/demo-cluster/schema-generator/generate.mjs', '--check']],
    limit: 8 * minute,
  },
  { name: 'the compose file is valid', run: ['docker-compose', ['--profile', 'demo', '--profile', 'k3s', 'config', '--quiet']], limit: 1 * minute },
  { name: 'a real Kubernetes starts', run: tsx('e2e/clusters/up.ts'), limit: 25 * minute, needed: true },
  { name: 'tables equal what kubectl prints', run: tsx('e2e/golden/record.ts', '--verify'), limit: 5 * minute },
  { name: 'rollouts and their history are told as by kubectl', run: tsx('e2e/golden/rollouts.ts', '--verify'), limit: 8 * minute },
  { name: 'the demo cluster answers kubectl as the real one was recorded to', run: tsx('e2e/fidelity/fidelity.ts', 'demo'), limit: 10 * minute },
  { name: 'patches at random give what a real apiserver gives (100 seeds)', run: tsx('e2e/fidelity/patchFuzz.ts', '--seeds', '100'), limit: 8 * minute },
  { name: 'kubectl lines do what our commands do', run: tsx('e2e/kubectlLines.ts'), limit: 12 * minute },
  { name: 'journeys in a browser', run: [bin('playwright'), ['test', '--config', 'e2e/playwright.config.ts']], limit: 40 * minute },
  {
    name: 'journeys on the demo cluster',
    run: ['env', ['E2E_CLUSTER=demo', bin('playwright'), 'test', '--config', 'e2e/playwright.config.ts', 'deletePod', 'rollout', 'apply', 'jobs.journey']],
    limit: 15 * minute,
  },
  { name: 'the live path under load (1,000 pods)', run: tsx('e2e/bench/live.ts', '--pods', '1000', '--rates', '100', '--seconds', '5'), limit: 5 * minute },
]

requireNode()
const total = { passed: 0, failed: 0 }
try {
  for (const suite of suites) {
    const { code, counts } = await runSuite(suite)
    total.passed += counts.passed
    total.failed += counts.failed
    if (code !== 0 && suite.needed) break
  }
} finally {
  await runSuite({ name: 'nothing is left behind', run: tsx('e2e/clusters/down.ts'), limit: 3 * minute })
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

async function runSuite({ name, run: [command, args], limit }) {
  console.log(`\n=== ${name}`)
  const started = performance.now()
  let printed = ''
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: process.env })
  const keep = (out) => (text) => {
    out.write(text)
    printed = (printed + text).slice(-200_000)
  }
  child.stdout.setEncoding('utf8').on('data', keep(process.stdout))
  child.stderr.setEncoding('utf8').on('data', keep(process.stderr))
  const timer = setTimeout(() => {
    console.log(`${name}: not finished after ${limit / minute} minutes`)
    endGroup(child.pid, 'SIGTERM')
    setTimeout(() => endGroup(child.pid, 'SIGKILL'), 10_000).unref()
  }, limit)
  const code = await new Promise((done) => {
    child.once('error', () => done(1))
    child.once('exit', (status) => done(status ?? 1))
  })
  clearTimeout(timer)
  const counts = count(printed, code)
  console.log(`=== ${name}: ${counts.passed} passed, ${counts.failed} failed, exit code ${code}, ${((performance.now() - started) / 1000).toFixed(0)} s`)
  return { code, counts }
}

/** The suite and whatever it started, as one process group of its own. */
function endGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** What the suite's own closing lines say (vitest, Playwright, ours); a non-zero exit is at least one failure, a zero exit at least one pass. */
function count(printed, code) {
  const text = stripVTControlCharacters(printed)
  const sum = (pattern) => [...text.matchAll(pattern)].reduce((all, [, number]) => all + Number(number), 0)
  const passed = sum(/^\s*(?:Tests\s+(?:\d+ failed \| )?)?(\d+) passed\b/gm) + sum(/^(\d+) (?:lines proven|samples)\b/gm)
  const failed = sum(/^\s*(?:Tests\s+)?(\d+) failed\b/gm) + sum(/^\s*(\d+) did not run\b/gm) + sum(/^\d+ (?:lines proven|samples), (\d+) differences/gm)
  if (code === 0) return { passed: Math.max(passed, 1), failed }
  return { passed, failed: Math.max(failed, 1) }
}

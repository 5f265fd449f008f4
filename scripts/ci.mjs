// The suites of `.ci/run`, one after the other, and side by side where they mostly wait. Closes with one line: N passed, N failed.
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { stripVTControlCharacters } from 'node:util'
import { bin, install, requireNode, root } from './install.mjs'

const minute = 60_000
const tsx = (...args) => [bin('tsx'), ['--conditions=@binnacle/source', ...args]]

/** Brings the cluster of most suites, and with it the kubectl that the journeys of `npm test` act with. */
const realCluster = { name: 'a real Kubernetes starts', run: tsx('e2e/clusters/up.ts'), limit: 25 * minute }

/**
 * Every suite: what it proves, how it is run, how long it may take. A suite that prints no count of its own counts as one test. Suites in one array run side by side
 * and are printed whole, one after the other. `onReal` ones fail where no real Kubernetes has started.
 */
const suites = [
  { name: 'npm test, as the README gives it', run: ['npm', ['test']], limit: 25 * minute },
  { name: 'pnpm check', run: [process.execPath, ['scripts/check.mjs']], limit: 8 * minute },
  { name: 'build and first load', run: [process.execPath, ['scripts/first-load.mjs']], limit: 5 * minute },
  { name: 'live path, fuzz (2,000 seeds)', run: tsx('packages/live-path/src/fuzz.ts', '--seeds', '2000'), limit: 10 * minute },
  {
    name: 'the demo cluster’s types and resources are those of Kubernetes’ sources',
    run: [process.execPath, ['packages/demo-cluster/schema-generator/generate.mjs', '--check']],
    limit: 8 * minute,
  },
  { name: 'the compose file is valid', run: ['docker-compose', ['--profile', 'demo', '--profile', 'k3s', 'config', '--quiet']], limit: 1 * minute },
  { name: 'tables equal what kubectl prints', run: tsx('e2e/golden/record.ts', '--verify'), limit: 5 * minute, onReal: true },
  { name: 'rollouts and their history are told as by kubectl', run: tsx('e2e/golden/rollouts.ts', '--verify'), limit: 8 * minute, onReal: true },
  {
    name: 'patches at random give what a real apiserver gives (100 seeds)',
    run: tsx('e2e/fidelity/patchFuzz.ts', '--seeds', '100'),
    limit: 8 * minute,
    onReal: true,
  },
  [
    { name: 'the demo cluster answers kubectl as the real one was recorded to', run: tsx('e2e/fidelity/fidelity.ts', 'demo'), limit: 12 * minute },
    { name: 'kubectl lines do what our commands do', run: tsx('e2e/kubectlLines.ts'), limit: 14 * minute, onReal: true },
  ],
  {
    name: 'journeys on a real Kubernetes',
    run: [bin('playwright'), ['test', '--config', 'e2e/playwright.config.ts']],
    limit: 40 * minute,
    onReal: true,
  },
  {
    name: 'the live path under load (1,000 pods)',
    run: tsx('e2e/bench/live.ts', '--pods', '1000', '--rates', '100', '--seconds', '5'),
    limit: 5 * minute,
    onReal: true,
  },
]

requireNode()
install()
const total = { passed: 0, failed: 0 }
const add = ({ counts }) => {
  total.passed += counts.passed
  total.failed += counts.failed
}
try {
  const started = await runSuite(realCluster)
  add(started)
  for (const group of suites) {
    const side = [group].flat()
    const outcomes = side.map((suite) => (suite.onReal && started.code !== 0 ? leaveOut(suite) : runSuite(suite, side.length > 1)))
    for (const outcome of outcomes) add(await outcome)
  }
} finally {
  await runSuite({ name: 'nothing is left behind', run: tsx('e2e/clusters/down.ts'), limit: 3 * minute })
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

/** A suite that cannot run because the cluster is missing has failed. */
function leaveOut({ name }) {
  console.log(`\n=== ${name}: not run, as no real Kubernetes started`)
  return { code: 1, counts: { passed: 0, failed: 1 } }
}

/** Runs a suite to its end. What it says is printed as it comes, or `whole` at the end. */
async function runSuite({ name, run: [command, args], limit }, whole = false) {
  const held = []
  const print = (text) => (whole ? held.push(text) : process.stdout.write(text))
  print(`\n=== ${name}\n`)
  const started = performance.now()
  let printed = ''
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: process.env })
  const keep = (text) => {
    print(text)
    printed = (printed + text).slice(-200_000)
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const timer = setTimeout(() => {
    print(`${name}: not finished after ${limit / minute} minutes\n`)
    endGroup(child.pid, 'SIGTERM')
    setTimeout(() => endGroup(child.pid, 'SIGKILL'), 10_000).unref()
  }, limit)
  const code = await new Promise((done) => {
    child.once('error', () => done(1))
    child.once('exit', (status) => {
      // What it wrote last may still be on its way; what it leaves running (the cluster) may hold the pipes open.
      child.once('close', () => done(status ?? 1))
      setTimeout(() => done(status ?? 1), 2_000).unref()
    })
  })
  clearTimeout(timer)
  const counts = count(printed, code)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  print(`=== ${name}: ${counts.passed} passed, ${counts.failed} failed, exit code ${code}, ${seconds} s\n`)
  process.stdout.write(held.join(''))
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

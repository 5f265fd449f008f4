import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { LiveRows } from '../journeys/LiveRows.ts'
import { freePort } from './freePorts.ts'

/** From `npm start` in an empty home, without a kubeconfig, to the first row that a live socket delivers. Prints each run; the first of a fresh clone is the cold one. */
const RUNS = 3
const LOOK_EVERY_MS = 5
const BEARER = 'first-row-bench-bearer'
const root = fileURLToPath(new URL('../..', import.meta.url))

for (let run = 1; run <= RUNS; run++) {
  const home = mkdtempSync(join(tmpdir(), 'binnacle-first-row-'))
  const started = performance.now()
  const child = await start(home)
  try {
    const linked = performance.now()
    const client = new LiveRows(child, 'demo')
    const rows = await client.rows('pods', { namespaces: '*' })
    // The snapshot may come before the cluster has told its past.
    while (rows.size === 0) await sleep(LOOK_EVERY_MS)
    client.close()
    console.log(`run ${run}: link after ${seconds(linked - started)}, first live row after ${seconds(performance.now() - started)}`)
  } finally {
    await end(child.process)
    rmSync(home, { recursive: true, force: true })
  }
}

async function start(home: string): Promise<{ readonly process: ChildProcess; readonly origin: string; readonly bearer: string }> {
  const port = await freePort()
  const env = { PATH: process.env['PATH'], HOME: home, BINNACLE_PORT: String(port), BINNACLE_TOKEN: BEARER }
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: ['pipe', 'ignore', 'pipe'], detached: true })
  await new Promise<void>((linked, failed) => {
    createInterface({ input: child.stderr }).on('line', (line) => line.includes('#k=') && linked())
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}`)))
  })
  return { process: child, bearer: BEARER, origin: `http://127.0.0.1:${port}` }
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
  await gone
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { useRealCluster } from '../clusters/useRealCluster.ts'
import { ApiProxy } from '../golden/ApiProxy.ts'
import { type LifeRecording, lifeDifferences, readLife, withRun, writeLife } from './life/LifeRecording.ts'
import { casts } from './life/manifests.ts'
import { playOnDemo } from './life/playOnDemo.ts'
import { playOnReal } from './life/playOnReal.ts'

/**
 * Plays a life of rollouts, jobs, kills and failures, with agnhost and with busybox, and compares which states pods and jobs went through and which events there were with
 * what a real Kubernetes told. `demo` plays on the demo cluster, for several seeds, on a clock moved by hand; `real` on the real cluster, where `--write` adds the run to the recording.
 * Several runs belong in it: what varies between them is then known.
 */
const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false }, seeds: { type: 'string', default: '3' } },
  allowPositionals: true,
})
const [target = 'demo'] = positionals
if (target !== 'demo' && target !== 'real') throw new Error(`${target}: there are demo and real`)
if (values.write && target === 'demo') throw new Error('only what the real cluster tells is recorded: life real --write')

type Run = { readonly cast: string; readonly title: string; readonly lines: readonly string[] }

async function runsOnDemo(): Promise<readonly Run[]> {
  const runs: Run[] = []
  for (const cast of casts) {
    for (let seed = 1; seed <= Number(values.seeds); seed++)
      runs.push({ cast: cast.name, title: `${cast.name}, seed ${seed}`, lines: await playOnDemo(cast, seed) })
  }
  return runs
}

async function runsOnReal(): Promise<readonly Run[]> {
  const dir = mkdtempSync(join(tmpdir(), 'binnacle-life-'))
  const { cluster, release } = await useRealCluster(join(dir, 'cluster'))
  const proxy = await ApiProxy.start(cluster.binaries.kubectl, cluster.kubeconfig)
  try {
    return await Promise.all(casts.map(async (cast) => ({ cast: cast.name, title: cast.name, lines: await playOnReal(proxy, cast) })))
  } finally {
    proxy.stop()
    await release()
    rmSync(dir, { recursive: true, force: true })
  }
}

function record(recording: LifeRecording, runs: readonly Run[]): void {
  const next = runs.map(({ cast, lines }) => [cast, withRun(recording.casts[cast], lines)] as const)
  writeLife({ ...recording, casts: Object.fromEntries(next) })
  for (const [cast, { runs: count, lines }] of next) console.log(`${cast}: ${Object.keys(lines).length} lines in ${count} runs`)
}

function compare(recording: LifeRecording, runs: readonly Run[]): boolean {
  const sum = { passed: 0, failed: 0 }
  for (const { cast, title, lines } of runs) {
    const real = recording.casts[cast]
    if (!real) throw new Error(`${cast} was not recorded: pnpm fidelity:life real --write does so, on a machine that has nothing else to do`)
    const found = lifeDifferences(real, lines)
    sum.passed += lines.length - found.filter((line) => line.startsWith('    here')).length
    sum.failed += found.length
    console.log([`${title}: ${lines.length} lines, ${found.length} differences`, ...found].join('\n'))
  }
  console.log(`${sum.passed} passed`)
  if (sum.failed > 0) console.log(`${sum.failed} failed`)
  return sum.failed === 0
}

const runs = target === 'demo' ? await runsOnDemo() : await runsOnReal()
const recording = readLife()
if (values.write) record(recording, runs)
else process.exitCode = compare(recording, runs) ? 0 : 1

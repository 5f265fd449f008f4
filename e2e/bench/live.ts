// `pnpm bench:live`: the live path on a real apiserver, from the start of the BFF to the cell in a browser. docs/benchmarks.md says what is measured.
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../browser.ts'
import { run, runOrThrow } from '../clusters/run.ts'
import type { SizeResult } from './Measure.ts'
import { readOptions } from './options.ts'
import { type Circumstances, printFigure, printTable } from './printResults.ts'
import { progress } from './progress.ts'
import { runSize } from './runSize.ts'

const KUBERNETES = '1.36.3'

async function bench(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  progress('building what changed')
  await runOrThrow(process.execPath, [resolve(import.meta.dirname, '../../scripts/build.mjs')])
  const load = loadavg()[0] ?? 0
  const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: process.getuid?.() !== 0 })
  const sizes: SizeResult[] = []
  try {
    for (const pods of options.pods) sizes.push(await runSize(browser, pods, options))
  } finally {
    await browser.close()
  }
  const circumstances: Circumstances = {
    commit: await commit(),
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    chromium: browser.version(),
    kubernetes: KUBERNETES,
    cores: availableParallelism(),
    load: [load, loadavg()[0] ?? 0],
  }
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ circumstances, options, sizes }, null, 2)}\n`)
  process.stdout.write(`${printTable(sizes, circumstances)}\n\n${printFigure(sizes)}\n`)
}

async function commit(): Promise<string> {
  const { stdout } = await run('git', ['describe', '--always', '--dirty'], { cwd: import.meta.dirname })
  return stdout.trim() || 'unknown'
}

// What was started ends with this process, and what it wrote goes with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

try {
  await bench(process.argv.slice(2))
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`)
  process.exitCode = 1
}

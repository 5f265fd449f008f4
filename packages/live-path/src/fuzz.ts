import { parseArgs } from 'node:util'
import { runSeed, runSteps, STEPS } from './run.ts'
import { type Step, someSteps } from './steps.ts'

/** `pnpm fuzz --seeds 2000 [--from 1]` runs that many stories; `--seed 17` runs one and shrinks it when it fails. */
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' }, seed: { type: 'string' } } })

/** Leaves out ever smaller parts of the story as long as it still goes wrong. */
const shrink = async (seed: number, steps: Step[]): Promise<Step[]> => {
  let left = steps
  for (let size = left.length / 2; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < left.length; ) {
      const fewer = [...left.slice(0, at), ...left.slice(at + size)]
      if (await runSteps(seed, fewer)) left = fewer
      else at += size
    }
  }
  return left
}

const report = async (seed: number, problem: string): Promise<void> => {
  console.log(`seed ${seed} fails: ${problem}`)
  const steps = await shrink(seed, someSteps(seed, STEPS))
  console.log(`shrunk to ${steps.length} steps: ${await runSteps(seed, steps)}`)
  for (const step of steps) console.log(`  ${JSON.stringify(step)}`)
  console.log(`again: pnpm fuzz --seed ${seed}`)
}

const first = Number(values.seed ?? values.from)
const count = values.seed === undefined ? Number(values.seeds) : 1
const started = performance.now()
let failures = 0
for (let seed = first; seed < first + count && failures === 0; seed++) {
  const problem = await runSeed(seed)
  if (!problem) continue
  failures++
  await report(seed, problem)
}
console.log(
  `live path: ${failures === 0 ? count : 'fewer than'} ${failures === 0 ? '' : `${count} `}seeds of ${STEPS} steps in ${((performance.now() - started) / 1000).toFixed(1)} s, ${failures} failures`,
)
process.exitCode = failures === 0 ? 0 : 1

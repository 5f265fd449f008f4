import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { differences, known } from './compare.ts'
import { type OpenedCluster, openCluster } from './openCluster.ts'
import { play } from './play.ts'
import type { Answer } from './Row.ts'
import { rows } from './rows/rows.ts'

/**
 * Plays what people do with kubectl against the demo cluster and compares every answer with the recording of a real Kubernetes. `real` plays against the real cluster
 * and fails where the recording is no longer what that says; `--write` replaces the recording.
 */
const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false }, row: { type: 'string', multiple: true } },
  allowPositionals: true,
})
const [target = 'demo'] = positionals
if (target !== 'demo' && target !== 'real') throw new Error(`${target}: there are demo and real`)

type Recording = { readonly kubernetes: string; readonly rows: { [name: string]: readonly Answer[] } }
const RECORDING = fileURLToPath(new URL('recordings/kubectl-1.36.json', import.meta.url))

const dir = mkdtempSync(join(tmpdir(), 'binnacle-fidelity-'))
const cluster = await openCluster(target, dir)
try {
  const failed = values.write ? await record(cluster) : await compare(cluster)
  process.exitCode = failed ? 1 : 0
} finally {
  await cluster.close()
  rmSync(dir, { recursive: true, force: true })
}

async function record({ kubectl }: OpenedCluster): Promise<boolean> {
  const recording: Recording = { kubernetes: '1.36.3', rows: { ...readRecording().rows } }
  for (const row of chosenRows()) recording.rows[row.name] = await play(kubectl, row)
  writeFileSync(RECORDING, `${JSON.stringify(recording, null, 1)}\n`)
  console.log(`recorded ${chosenRows().length} rows`)
  return false
}

async function compare({ kubectl }: OpenedCluster): Promise<boolean> {
  const recorded = readRecording().rows
  let [equal, different] = [0, 0]
  for (const row of chosenRows()) {
    const answers = await play(kubectl, row).catch((failure: unknown) => {
      console.log(`${row.name}: ${failure instanceof Error ? failure.message : String(failure)}`)
      return null
    })
    const found = answers === null ? [`${row.name}: was not played to its end`] : differences(row, recorded[row.name] ?? [], answers)
    const unknown = found.filter((text) => !known.some((entry) => text.startsWith(entry.at)))
    for (const text of unknown) console.log(text)
    equal += row.steps.length - found.length
    different += unknown.length
    console.log(`${row.name} ${row.does}: ${row.steps.length - found.length} of ${row.steps.length} equal`)
  }
  console.log(`${equal} passed`)
  if (different > 0) console.log(`${different} failed`)
  return different > 0
}

function chosenRows() {
  return rows.filter(({ name }) => values.row === undefined || values.row.includes(name))
}

function readRecording(): Recording {
  try {
    return JSON.parse(readFileSync(RECORDING, 'utf8'))
  } catch {
    return { kubernetes: '1.36.3', rows: {} }
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { differences, known, otherCodes } from './compare.ts'
import { kubectlsToPlay, type NamedKubectl } from './kubectls.ts'
import { openCluster } from './openCluster.ts'
import { type Kubectl, play } from './play.ts'
import { type Rows, readBuilt, readRecording, writeRecording } from './Recording.ts'
import type { Row } from './Row.ts'
import { rows } from './rows/rows.ts'

/**
 * Plays what people do with kubectl against the demo cluster and compares every answer with the recording of a real Kubernetes: with the kubectl that was built beside that,
 * and with the one on PATH. `real` plays against the real cluster and fails where the recording is no longer what that says; `--write` replaces the recording. `KUBECTL`
 * names the kubectl to play and to record with. Of a version that was not recorded, exit codes are compared.
 */
const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false }, row: { type: 'string', multiple: true } },
  allowPositionals: true,
})
const [target = 'demo'] = positionals
if (target !== 'demo' && target !== 'real') throw new Error(`${target}: there are demo and real`)
if (values.write && target === 'demo') throw new Error('only what the real cluster says is recorded: real --write')

/** Rows take their time in waiting more than in working. */
const AT_ONCE = 3

const chosen = rows.filter(({ name }) => values.row === undefined || values.row.includes(name))
const dir = mkdtempSync(join(tmpdir(), 'binnacle-fidelity-'))
const cluster = await openCluster(target, dir)
try {
  let failed = false
  for (const named of await kubectlsToPlay(target === 'demo')) {
    console.log(named.title)
    const kubectl = { command: named.command, kubeconfig: cluster.kubeconfig, cache: join(dir, `cache-${named.minor}`) }
    if (values.write) await record(kubectl, named)
    else failed = (await compare(kubectl, named)) || failed
  }
  process.exitCode = failed ? 1 : 0
} finally {
  await cluster.close()
  rmSync(dir, { recursive: true, force: true })
}

async function record(kubectl: Kubectl, { minor }: NamedKubectl): Promise<void> {
  const played: { [row: string]: Rows[string] } = {}
  await eachRow(async (row) => {
    played[row.name] = await play(kubectl, row)
  })
  writeRecording(minor, Object.fromEntries(chosen.flatMap(({ name }) => (played[name] ? [[name, played[name]]] : []))))
  console.log(`recorded ${chosen.length} rows`)
}

async function compare(kubectl: Kubectl, { minor }: NamedKubectl): Promise<boolean> {
  const recorded = readRecording(minor)
  if (!recorded) console.log(`kubectl ${minor} was not recorded: exit codes alone are compared`)
  let [equal, different] = [0, 0]
  await eachRow(async (row) => {
    const answers = await play(kubectl, row).catch((failure: unknown) => {
      console.log(`${row.name}: ${failure instanceof Error ? failure.message : String(failure)}`)
      return null
    })
    const differing = (): readonly string[] => {
      if (answers === null) return [`${row.name}: was not played to its end`]
      return recorded ? differences(row, recorded[row.name] ?? [], answers) : otherCodes(row, readBuilt()[row.name] ?? [], answers)
    }
    const found = differing()
    const unknown = found.filter((text) => !known.some((entry) => text.startsWith(entry.at)))
    for (const text of unknown) console.log(text)
    equal += row.steps.length - found.length
    different += unknown.length
    console.log(`${row.name} ${row.does}: ${row.steps.length - found.length} of ${row.steps.length} equal`)
  })
  console.log(`${equal} passed`)
  if (different > 0) console.log(`${different} failed`)
  return different > 0
}

async function eachRow(act: (row: Row) => Promise<void>): Promise<void> {
  const left = [...chosen]
  const work = async (): Promise<void> => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) await act(row)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

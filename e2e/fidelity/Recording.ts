import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Answer } from './Row.ts'

/** What a real Kubernetes answered, by row. */
export type Rows = { readonly [row: string]: readonly Answer[] }

type Whole = { readonly kubernetes: string; readonly rows: Rows }
/** By row and number of the step, the answers of a kubectl that are not those of the built one. */
type Deviations = { readonly [row: string]: { readonly [step: string]: Answer } }
type Other = { readonly kubernetes: string; readonly differing: Deviations }

/** The minor version that is built beside the test cluster: its recording is whole, those of others hold what differs. */
const BUILT = '1.36'

/** What the cluster answered to a kubectl of this minor version; null where none was recorded. */
export function readRecording(minor: string): Rows | null {
  const built: Whole = read(BUILT)
  if (minor === BUILT) return built.rows
  if (!existsSync(fileOf(minor))) return null
  const { differing }: Other = read(minor)
  const rows = Object.entries(built.rows).map(([name, answers]) => [name, answers.map((answer, index) => differing[name]?.[index + 1] ?? answer)])
  return Object.fromEntries(rows)
}

/** What it answered to the built one. */
export function readBuilt(): Rows {
  const { rows }: Whole = read(BUILT)
  return rows
}

/** Replaces what was recorded of some rows. */
export function writeRecording(minor: string, played: Rows): void {
  const built: Whole = read(BUILT)
  if (minor === BUILT) return write(minor, { ...built, rows: { ...built.rows, ...played } })
  const before: Other = existsSync(fileOf(minor)) ? read(minor) : { kubernetes: built.kubernetes, differing: {} }
  const differing = Object.entries(played).map(([name, answers]) => [name, deviations(built.rows[name] ?? [], answers)])
  write(minor, { ...before, differing: { ...before.differing, ...Object.fromEntries(differing) } })
}

function deviations(built: readonly Answer[], answers: readonly Answer[]): Deviations[string] {
  const differing = answers.flatMap((answer, index) => (JSON.stringify(answer) === JSON.stringify(built[index]) ? [] : [[String(index + 1), answer] as const]))
  return Object.fromEntries(differing)
}

function fileOf(minor: string): string {
  return fileURLToPath(new URL(`recordings/kubectl-${minor}.json`, import.meta.url))
}

function read<Kind>(minor: string): Kind {
  return JSON.parse(readFileSync(fileOf(minor), 'utf8'))
}

function write(minor: string, recording: Whole | Other): void {
  writeFileSync(fileOf(minor), `${JSON.stringify(recording, null, 1)}\n`)
}

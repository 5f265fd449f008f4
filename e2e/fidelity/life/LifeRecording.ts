import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * What real clusters told: in how many runs each line was seen. A line of all runs has to be told; one of some runs may be, since the real cluster's timing decides; any
 * other may not.
 */
export type LifeRecording = { readonly kubernetes: string; readonly casts: { readonly [cast: string]: CastRecording } }
export type CastRecording = { readonly runs: number; readonly lines: { readonly [line: string]: number } }

const FILE = fileURLToPath(new URL('../recordings/life-1.36.json', import.meta.url))
const NONE: CastRecording = { runs: 0, lines: {} }

/** Without casts where nothing was recorded yet. */
export function readLife(): LifeRecording {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { kubernetes: '1.36.3', casts: {} }
}

export function writeLife(recording: LifeRecording): void {
  writeFileSync(FILE, `${JSON.stringify(recording, null, 1)}\n`)
}

/** The recording with one more run. */
export function withRun({ runs, lines }: CastRecording = NONE, told: readonly string[]): CastRecording {
  const all = [...new Set([...Object.keys(lines), ...told])].sort()
  return { runs: runs + 1, lines: Object.fromEntries(all.map((line) => [line, (lines[line] ?? 0) + (told.includes(line) ? 1 : 0)])) }
}

/** What was not told though every run told it, and what was told though no run did. */
export function lifeDifferences({ runs, lines }: CastRecording, told: readonly string[]): readonly string[] {
  const missing = Object.keys(lines).filter((line) => lines[line] === runs && !told.includes(line))
  const added = told.filter((line) => lines[line] === undefined)
  return [...missing.map((line) => `    real  ${line}`), ...added.map((line) => `    here  ${line}`)].sort((a, b) => (a.slice(10) < b.slice(10) ? -1 : 1))
}

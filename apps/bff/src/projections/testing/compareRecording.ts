import { kubectlCells } from './kubectlCells.ts'
import { printedTable } from './printedTable.ts'

/** As e2e/golden records it. */
export type RecordedTable = {
  readonly kind: keyof typeof kubectlCells
  readonly title: string
  readonly command: string
  readonly moment: number
  readonly objects: readonly unknown[]
  readonly printed: readonly string[]
}
export type Recording = { readonly kubectl: string; readonly apiserver: string; readonly tables: readonly RecordedTable[] }

export type Compared = { readonly title: string; readonly passed: number; readonly failed: number; readonly differences: readonly string[] }

/** Prints our rows of the recorded objects as kubectl would, and compares line by line, spaces included. The header counts as a line. */
export function compareTable({ kind, title, command, moment, objects, printed }: RecordedTable): Compared {
  const { header, cells } = kubectlCells[kind]
  const ours = printedTable([header, ...objects.map((object) => cells(object, moment))]).split('\n')
  const differences: string[] = []
  const lines = Math.max(ours.length, printed.length)
  for (let line = 0; line < lines; line++) {
    if (ours[line] !== printed[line]) differences.push(`${command}\n  kubectl  ${printed[line] ?? '(no line)'}\n  Binnacle ${ours[line] ?? '(no line)'}`)
  }
  // The text after the last line break is not a line.
  return { title, passed: lines - 1 - differences.length, failed: differences.length, differences }
}

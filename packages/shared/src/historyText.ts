import type { Revision } from './rolloutHistory.ts'

/** Between two columns of kubectl's history table. */
const PADDING = 2

/** All that `kubectl rollout history deployment/<name>` prints of these revisions. */
export function historyText(name: string, revisions: readonly Revision[]): string {
  const table = `REVISION\tCHANGE-CAUSE\n${revisions.map(({ revision, cause }) => `${revision}\t${cause ?? '<none>'}\n`).join('')}`
  return `deployment.apps/${name} \n${revisions.length === 0 ? 'No rollout history found.' : aligned(table)}\n`
}

/** As Go's tabwriter lays it out: a change cause may hold tabs and line breaks, and those count. */
function aligned(text: string): string {
  return text.split('\f').map(alignedBlock).join('\n')
}

function alignedBlock(text: string): string {
  const lines = text.split('\n').map((line) => line.split(/[\t\v]/))
  const widths: number[][] = lines.map(() => [])
  measure({ lines, widths, from: 0, to: lines.length }, 0)
  return lines.map((cells, line) => cells.map((cell, column) => padded(cell, widths[line]?.[column] ?? 0)).join('')).join('\n')
}

type Block = { readonly lines: readonly (readonly string[])[]; readonly widths: readonly number[][]; readonly from: number; readonly to: number }

/** Lines that follow each other and have the column share its width; the last cell of a line belongs to no column. */
function measure({ lines, widths, from, to }: Block, column: number): void {
  const has = (line: number): boolean => line < to && (lines[line]?.length ?? 0) - 1 > column
  for (let begin = from; begin < to; begin++) {
    if (!has(begin)) continue
    let end = begin
    let width = 0
    for (; has(end); end++) width = Math.max(width, letters(lines[end]?.[column] ?? '') + PADDING)
    for (let line = begin; line < end; line++) widths[line]?.push(width)
    measure({ lines, widths, from: begin, to: end }, column + 1)
    begin = end
  }
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - letters(cell)))
}

function letters(text: string): number {
  return Array.from(text).length
}

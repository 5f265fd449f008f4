/** At least this wide, and this much between columns: kubectl's tabwriter. */
const MIN_WIDTH = 6
const PADDING = 3

/** Cells as kubectl's tabwriter lays them out, ended by a line break. */
export function printedTable(lines: readonly (readonly string[])[]): string {
  const printed = lines.map((cells) => cells.map(cell))
  const widths: number[] = []
  for (const cells of printed) {
    for (const [column, text] of cells.entries()) widths[column] = Math.max(widths[column] ?? MIN_WIDTH, letters(text) + PADDING)
  }
  return printed.map((cells) => `${cells.map((text, column) => pad(text, column === cells.length - 1 ? 0 : (widths[column] ?? 0))).join('')}\n`).join('')
}

/** kubectl prints the first line of a text, and no character that would command the terminal. */
function cell(text: string): string {
  const [first = '', ...more] = text.split(/[\f\n\r]/)
  return first.replaceAll('\u001b', '^[') + (more.length > 0 ? '...' : '')
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - letters(text)))
}

/** The tabwriter counts code points, whatever a terminal makes of them. */
function letters(text: string): number {
  return Array.from(text).length
}

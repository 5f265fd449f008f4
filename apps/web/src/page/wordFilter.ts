import type { Column } from '../ui/Column.ts'

/** Which rows a text lets through: every word of it must be found in one of the columns, whatever its case. Null lets all through. `now` in ms. */
export const wordFilter = <Row>(text: string, columns: readonly Column<Row>[], now: () => number): ((row: Row) => boolean) | null => {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  return (row) => {
    const texts = columns.map((column) => column.text(row, now()).toLowerCase())
    return words.every((word) => texts.some((shown) => shown.includes(word)))
  }
}

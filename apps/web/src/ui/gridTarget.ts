/** Where a key takes the keyboard, from a position in a table of `last + 1` rows that shows `page` at once; null for other keys. */
export function gridTarget(key: string, from: number, table: { page: number; last: number }): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(from + 1, table.last)
    case 'ArrowUp':
    case 'k':
      return Math.max(from - 1, 0)
    case 'PageDown':
      return Math.min(from + table.page, table.last)
    case 'PageUp':
      return Math.max(from - table.page, 0)
    case 'Home':
      return 0
    case 'End':
      return table.last
    default:
      return null
  }
}

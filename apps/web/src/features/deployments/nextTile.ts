/** Which tile a key leads to from the one that has the keyboard: along the row, to the nearest of the row above or below, or to an end. Null where it leads nowhere. */
export function nextTile(list: HTMLElement, key: string): HTMLElement | null {
  const tiles = [...list.querySelectorAll<HTMLElement>('button')]
  const at = tiles.findIndex((tile) => tile === document.activeElement)
  const from = tiles[at]
  if (from === undefined) return null
  switch (key) {
    case 'ArrowRight':
      return tiles[at + 1] ?? null
    case 'ArrowLeft':
      return tiles[at - 1] ?? null
    case 'Home':
      return tiles[0] ?? null
    case 'End':
      return tiles.at(-1) ?? null
    case 'ArrowDown':
      return inRow(from, tiles.slice(at + 1))
    case 'ArrowUp':
      return inRow(from, tiles.slice(0, at).reverse())
    default:
      return null
  }
}

/** The nearest by column of the first row among `others` that is not the row of `from`. */
function inRow(from: HTMLElement, others: readonly HTMLElement[]): HTMLElement | null {
  const top = others.find((tile) => tile.offsetTop !== from.offsetTop)?.offsetTop
  const row = others.filter((tile) => tile.offsetTop === top)
  const [nearest] = row.sort((a, b) => Math.abs(a.offsetLeft - from.offsetLeft) - Math.abs(b.offsetLeft - from.offsetLeft))
  return nearest ?? null
}

/** Scrolls no further than needed for the row to be seen whole, below a head that stays in view. */
export function scrollToRow(scroller: HTMLElement | null, position: number, { rowPx, headPx }: { rowPx: number; headPx: number }): void {
  if (!scroller) return
  const top = position * rowPx
  const seen = scroller.clientHeight - headPx
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowPx > scroller.scrollTop + seen) scroller.scrollTop = top + rowPx - seen
}

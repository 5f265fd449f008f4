import { type RefObject, useEffect, useMemo } from 'react'
import type { RowOrder } from './RowOrder.ts'
import type { Identified } from './RowState.ts'
import type { Selection } from './Selection.ts'

/** Tells the order when a hand is on the table: the pointer, chosen rows, or text that is being selected. The keyboard is told by useGridFocus. */
export function useGridHold<Row extends Identified>(order: RowOrder<Row>, selection: Selection | null, grid: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const tell = () => {
      const text = window.getSelection()
      const selecting = text !== null && !text.isCollapsed && grid.current?.contains(text.anchorNode) === true
      order.hold('selection', selecting || (selection?.size ?? 0) > 0)
    }
    document.addEventListener('selectionchange', tell)
    const stop = selection?.subscribe(tell)
    return () => {
      document.removeEventListener('selectionchange', tell)
      stop?.()
      for (const reason of ['pointer', 'focus', 'selection'] as const) order.hold(reason, false)
    }
  }, [order, selection, grid])
  return useMemo(
    () => ({
      enter: () => order.hold('pointer', true),
      leave: () => order.hold('pointer', false),
      look: (uids: readonly string[]) => order.look(new Set(uids)),
    }),
    [order],
  )
}

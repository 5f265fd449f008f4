import { type FocusEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useAnnounce } from './LiveRegion.tsx'
import type { RowOrder } from './RowOrder.ts'
import type { Identified } from './RowState.ts'

type Options<Row extends Identified> = {
  readonly order: RowOrder<Row>
  readonly grid: RefObject<HTMLElement | null>
  readonly label: (row: Row) => string
  readonly onFocusRow: ((row: Row) => void) | undefined
}

/** The roving tab stop of a grid: which row has the keyboard, and who gets it when that row is no more. */
export function useGridFocus<Row extends Identified>({ order, grid, label, onFocusRow }: Options<Row>) {
  const [uid, setUid] = useState<string | null>(null)
  const announce = useAnnounce()
  const wanted = useRef<string | null>(null)
  const last = useRef({ position: 0, name: '', inside: false })
  const position = uid === null ? -1 : order.positionOf(uid)

  const take = (next: number): void => {
    const row = order.at(next)?.row
    if (!row) return
    setUid(row.uid)
    wanted.current = focusRow(grid.current, row.uid) ? null : row.uid
  }

  useLayoutEffect(() => {
    if (wanted.current !== null && focusRow(grid.current, wanted.current)) wanted.current = null
  })

  useLayoutEffect(() => {
    if (uid === null) return
    const row = order.at(position)?.row
    if (row) {
      last.current = { ...last.current, position, name: label(row) }
      return
    }
    const next = order.at(Math.min(last.current.position, order.length - 1))?.row
    if (last.current.inside) {
      announce(next ? `${last.current.name} is gone. Now on ${label(next)}` : `${last.current.name} is gone. No rows are left`)
      wanted.current = next?.uid ?? null
    }
    setUid(next?.uid ?? null)
  }, [uid, position, order, order.version, label, announce])

  const onFocus = (event: FocusEvent): void => {
    const row = rowOf(order, event.target)
    last.current.inside = row !== undefined
    if (!row) return
    order.focus(row.uid)
    order.hold('focus', true)
    setUid(row.uid)
    onFocusRow?.(row)
  }

  // A row that is taken away while it has the focus tells no blur, or one that goes nowhere; a hand that leaves goes somewhere else.
  const onBlur = (event: FocusEvent): void => {
    const gone = event.target instanceof HTMLElement && !order.stateOf(event.target.dataset['uid'] ?? '')
    if (gone || grid.current?.contains(event.relatedTarget)) return
    order.focus(null)
    order.hold('focus', false)
    last.current.inside = false
  }

  return { uid, position, take, onFocus, onBlur }
}

/** The row that an element is in. */
export function rowOf<Row extends Identified>(order: RowOrder<Row>, element: EventTarget | null): Row | undefined {
  const inRow = element instanceof Element ? element.closest<HTMLElement>('[data-uid]') : null
  return order.stateOf(inRow?.dataset['uid'] ?? '')?.row
}

function focusRow(grid: HTMLElement | null, uid: string): boolean {
  const row = grid?.querySelector<HTMLElement>(`[data-uid="${CSS.escape(uid)}"]`)
  row?.focus({ preventScroll: true })
  return row !== undefined && row !== null
}

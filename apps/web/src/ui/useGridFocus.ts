import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useAnnounce } from './LiveRegion.tsx'
import type { RowOrder } from './RowOrder.ts'
import type { Identified } from './RowState.ts'
import type { Selection } from './Selection.ts'

type Options<Row extends Identified> = {
  readonly order: RowOrder<Row>
  readonly scroller: RefObject<HTMLElement | null>
  readonly selection: Selection | null
  readonly onOpen: ((row: Row) => void) | undefined
  readonly onFocusRow: ((row: Row) => void) | undefined
  readonly label: (row: Row) => string
}

/** Where a key takes the keyboard, from a position in a table of `last + 1` rows that shows `page` at once. */
function target(key: string, from: number, table: { page: number; last: number }): number | null {
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

/** The roving tab stop of a grid: which row has the keyboard, what its keys do, and who is next when it is gone. */
export function useGridFocus<Row extends Identified>({ order, scroller, selection, onOpen, onFocusRow, label }: Options<Row>) {
  const [uid, setUid] = useState<string | null>(null)
  const announce = useAnnounce()
  const scrollTo = useRef<(position: number) => void>(() => undefined)
  const wanted = useRef<string | null>(null)
  const last = useRef({ position: 0, name: '', inside: false })

  // Read before React takes the row away: afterwards the focus has already fallen to the page.
  const inside = scroller.current?.contains(document.activeElement) ?? false
  const position = uid === null ? -1 : order.positionOf(uid)

  const take = (next: number): void => {
    const row = order.at(next)?.row
    if (!row) return
    wanted.current = row.uid
    scrollTo.current(next)
    setUid(row.uid)
    if (row.uid === uid) focusRow(scroller.current, row.uid)
  }

  useLayoutEffect(() => {
    if (wanted.current !== null && focusRow(scroller.current, wanted.current)) wanted.current = null
  })

  useLayoutEffect(() => {
    if (uid === null) return
    if (position >= 0) {
      last.current = { position, name: nameOf(order.at(position)?.row, label), inside }
      return
    }
    const next = order.at(Math.min(last.current.position, order.length - 1))?.row
    if (inside || last.current.inside) {
      announce(next ? `${last.current.name} is gone. Now on ${label(next)}` : `${last.current.name} is gone. No rows are left`)
      wanted.current = next?.uid ?? null
    }
    setUid(next?.uid ?? null)
  }, [uid, position, inside, order, order.version, label, announce])

  const rowOf = (element: EventTarget): Row | undefined => {
    const inRow = element instanceof Element ? element.closest<HTMLElement>('[data-uid]') : null
    return order.stateOf(inRow?.dataset['uid'] ?? '')?.row
  }

  const selectRange = (to: string): void => {
    if (!selection) return
    const start = order.positionOf(selection.anchor ?? to)
    const end = order.positionOf(to)
    const [low, high] = start < end ? [start, end] : [end, start]
    const uids: string[] = []
    for (let at = Math.max(0, low); at <= high; at++) uids.push(order.at(at)?.row.uid ?? '')
    selection.add(uids)
  }

  const onRowKey = (event: KeyboardEvent, row: Row): boolean => {
    const at = order.positionOf(row.uid)
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 32) - 2)
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Enter') onOpen?.(row)
    else if (event.key === ' ' && event.shiftKey) selectRange(row.uid)
    else if (event.key === ' ') selection?.toggle(row.uid)
    else if (event.key === 'ArrowUp' && at === 0) scroller.current?.querySelector<HTMLElement>('.grid-head-button')?.focus()
    else {
      const next = target(event.key, at, { page, last: order.length - 1 })
      if (next === null) return false
      if (event.shiftKey && selection) selection.add([row.uid, order.at(next)?.row.uid ?? row.uid])
      take(next)
    }
    return true
  }

  const onHeaderKey = (event: KeyboardEvent): boolean => {
    const buttons = [...(scroller.current?.querySelectorAll<HTMLElement>('.grid-head-button') ?? [])]
    const at = buttons.findIndex((button) => button === event.target)
    if (event.key === 'ArrowRight') buttons[Math.min(at + 1, buttons.length - 1)]?.focus()
    else if (event.key === 'ArrowLeft') buttons[Math.max(at - 1, 0)]?.focus()
    else if (event.key === 'ArrowDown') take(0)
    else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.defaultPrevented) return
    const row = rowOf(event.target)
    const onRow = row !== undefined && event.target.getAttribute('role') === 'row'
    const used = onRow ? onRowKey(event, row) : event.target.classList.contains('grid-head-button') && onHeaderKey(event)
    if (used) event.preventDefault()
  }

  const onFocus = (event: FocusEvent): void => {
    const row = rowOf(event.target)
    if (!row) return
    order.focus(row.uid)
    order.hold('focus', true)
    setUid(row.uid)
    onFocusRow?.(row)
  }

  const onBlur = (event: FocusEvent): void => {
    if (scroller.current?.contains(event.relatedTarget)) return
    order.focus(null)
    order.hold('focus', false)
    last.current.inside = false
  }

  return { uid, rowOf, selectRange, onKeyDown, onFocus, onBlur, scrollTo }
}

function nameOf<Row>(row: Row | undefined, label: (row: Row) => string): string {
  return row === undefined ? '' : label(row)
}

function focusRow(grid: HTMLElement | null, uid: string): boolean {
  const row = grid?.querySelector<HTMLElement>(`[data-uid="${CSS.escape(uid)}"]`)
  row?.focus({ preventScroll: true })
  return row !== undefined && row !== null
}

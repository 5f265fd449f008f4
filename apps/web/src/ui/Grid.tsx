import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useMemo, useRef, useSyncExternalStore } from 'react'
import { type Column, type ColumnSort, leastWidth, nextSort } from './Column.ts'
import { GridHeader } from './GridHeader.tsx'
import { GridKeys } from './GridKeys.ts'
import { GridRow, type RowFrame } from './GridRow.tsx'
import type { RowOrder } from './RowOrder.ts'
import type { Identified } from './RowState.ts'
import type { Selection } from './Selection.ts'
import { scrollToRow } from './scrollToRow.ts'
import { rowOf, useGridFocus } from './useGridFocus.ts'
import { useGridHold } from './useGridHold.ts'
import { useMedia } from './useMedia.ts'
import { useWindow } from './useWindow.ts'

const ROW_PX = 32
/** On a narrow screen a row becomes a card of two lines. */
const CARD_PX = 60
/** With its border. */
const HEAD_PX = 33
const CHECK_PX = 36

export type GridProps<Row extends Identified> = {
  /** What the rows are, for screen readers: "Pods". */
  readonly name: string
  readonly order: RowOrder<Row>
  readonly columns: readonly Column<Row>[]
  readonly sort: ColumnSort
  readonly onSort: (sort: ColumnSort) => void
  /** Click on a row, or Enter. */
  readonly onOpen?: (row: Row) => void
  /** The row shown elsewhere on the page (in the peek). */
  readonly opened?: string | null
  /** Keys of a row beyond those of the grid; true when the key was one. */
  readonly onRowKey?: (event: KeyboardEvent, row: Row) => boolean
  /** Told with each row that gets the keyboard. */
  readonly onFocusRow?: (row: Row) => void
  readonly selection?: Selection
  readonly actions?: (row: Row) => ReactNode
  readonly label?: (row: Row) => string
  /** Shown below the header while there are no rows; asked each time, because why there are none changes. */
  readonly empty?: () => ReactNode
  readonly dimmed?: boolean
}

/** Custom properties are no part of React's type for styles. */
function tracks(columns: readonly { readonly width: string }[], more: number): CSSProperties {
  const properties = { '--columns': columns.map((column) => column.width).join(' '), '--least': `${leastWidth(columns, more)}px` }
  return properties as CSSProperties
}

/** The positions of the window, and of the row with the keyboard: scrolled away or not, it must not lose the focus. */
function drawn({ first, last }: { first: number; last: number }, pinned: number): number[] {
  const positions = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index)
  if (pinned >= 0 && pinned < first) return [pinned, ...positions]
  return pinned >= last ? [...positions, pinned] : positions
}

const byName = (row: Identified): string => row.name
const CONTROLS = 'a:not([data-row-link]), button, input, [data-control]'

/**
 * Live rows in a grid of one tab stop. Values paint in place, places follow the hold rule of RowOrder, and the row with the
 * keyboard keeps it until it is no more; then the row that took its place gets it and is named to screen readers.
 */
export function Grid<Row extends Identified>(props: GridProps<Row>) {
  const { order, columns, sort, onSort, selection = null, actions = null, label = byName } = props
  useSyncExternalStore(order.subscribe, () => order.version)
  const scroller = useRef<HTMLDivElement>(null)
  const narrow = useMedia('(max-width: 640px)')
  const rowPx = narrow ? CARD_PX : ROW_PX
  const focus = useGridFocus({ order, grid: scroller, label, onFocusRow: props.onFocusRow })
  const pinned = focus.position
  const view = useWindow({ scroller, count: order.length, rowPx })
  const keys = () => {
    const take = (position: number) => {
      scrollToRow(scroller.current, position, { rowPx, headPx: narrow ? 0 : HEAD_PX })
      focus.take(position)
    }
    return new GridKeys({ order, selection, onOpen: props.onOpen, take, grid: scroller.current, rowPx })
  }
  const hold = useGridHold(order, selection, scroller)
  const frame = useMemo<RowFrame<Row>>(() => ({ order, columns, selection, actions, label }), [order, columns, selection, actions, label])
  const positions = drawn(view, pinned)
  const uids = positions.map((position) => order.at(position)?.row.uid ?? '')
  hold.look(uids)

  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null
    const uid = target?.closest<HTMLElement>('[data-uid]')?.dataset['uid']
    const row = uid === undefined ? undefined : order.stateOf(uid)?.row
    if (!row || uid === undefined || !target) return
    if (selection && (target.closest('.grid-cell-check') || event.shiftKey)) {
      if (event.shiftKey) keys().selectTo(uid)
      else selection.toggle(uid)
      return
    }
    if (event.ctrlKey || event.metaKey || target.closest(CONTROLS) || window.getSelection()?.isCollapsed === false) return
    props.onOpen?.(row)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowOf(order, event.target)
    const onRow = row !== undefined && event.target instanceof Element && event.target.getAttribute('role') === 'row'
    if (event.defaultPrevented) return
    if (onRow && props.onRowKey?.(event, row)) event.preventDefault()
    else if (event.shiftKey && /^Digit[1-9]$/.test(event.code)) {
      const column = columns[Number(event.code.slice(5)) - 1]
      if (column?.sortKey) onSort(nextSort(sort, column.id))
    } else if (
      onRow ? keys().onRow(event, row) : event.target instanceof Element && event.target.classList.contains('grid-head-button') && keys().onHeader(event)
    )
      event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      role="grid"
      className="grid-table"
      aria-label={props.name}
      aria-rowcount={order.length + 1}
      aria-multiselectable={selection ? true : undefined}
      data-dimmed={props.dimmed || undefined}
      data-selectable={selection ? true : undefined}
      style={tracks(columns, selection ? CHECK_PX : 0)}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
    >
      <GridHeader
        columns={columns}
        sort={sort}
        onSort={(column) => onSort(nextSort(sort, column))}
        selectable={selection !== null}
        actions={actions !== null}
      />
      <div role="rowgroup" className="grid-body" style={{ height: view.height }} onPointerEnter={hold.enter} onPointerLeave={hold.leave}>
        {positions.map((position, index) => (
          <GridRow
            key={uids[index]}
            frame={frame}
            uid={uids[index] ?? ''}
            position={position}
            top={position * rowPx}
            tabStop={pinned < 0 ? position === 0 : position === pinned}
            opened={props.opened === uids[index]}
          />
        ))}
      </div>
      {order.length === 0 && props.empty && (
        <div role="rowgroup">
          <div role="row">
            <div role="gridcell">{props.empty()}</div>
          </div>
        </div>
      )}
    </div>
  )
}

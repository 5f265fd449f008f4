import { memo, type ReactNode, useCallback, useSyncExternalStore } from 'react'
import type { Column } from './Column.ts'
import type { RowOrder } from './RowOrder.ts'
import type { Identified, RowState } from './RowState.ts'
import type { Selection } from './Selection.ts'
import { useTime } from './Time.ts'

/** What all rows of one grid have in common; the same object as long as nothing of it changes. */
export type RowFrame<Row extends Identified> = {
  readonly order: RowOrder<Row>
  readonly columns: readonly Column<Row>[]
  readonly selection: Selection | null
  readonly actions: ((row: Row) => ReactNode) | null
  readonly label: (row: Row) => string
}

type Props<Row extends Identified> = {
  readonly frame: RowFrame<Row>
  readonly uid: string
  readonly position: number
  readonly top: number
  readonly tabStop: boolean
  readonly opened: boolean
}

function Cell<Row extends Identified>({ column, state }: { column: Column<Row>; state: RowState<Row> }) {
  const time = useTime()
  const { row, before } = state
  const now = time.now()
  const changed = before !== null && column.text(before, now) !== column.text(row, now) && !column.quiet?.(before, row)
  const classes = ['grid-cell', column.align === 'end' ? 'grid-cell-end' : '', column.mono ? 'grid-cell-mono' : ''].join(' ')
  return (
    <div role="gridcell" className={classes} data-column={column.id} data-tint={changed ? state.turn % 2 : undefined}>
      {column.cell ? column.cell(row) : <Text text={column.text(row, now)} />}
    </div>
  )
}

/** kubectl's words for "nothing there" step back. */
function Text({ text }: { text: string }) {
  return <span className={/^<.*>$/.test(text) ? 'truncate text-muted' : 'truncate'}>{text}</span>
}

function Chosen({ selection, uid, label }: { selection: Selection; uid: string; label: string }) {
  const chosen = useSyncExternalStore(selection.subscribe, () => selection.has(uid))
  return (
    <div role="gridcell" className="grid-cell grid-cell-check">
      <input type="checkbox" className="checkbox" tabIndex={-1} checked={chosen} readOnly aria-label={`Select ${label}`} data-select />
    </div>
  )
}

function DrawnRow<Row extends Identified>({ frame, uid, position, top, tabStop, opened }: Props<Row>) {
  const { order, columns, selection, actions, label } = frame
  const state = useSyncExternalStore(
    useCallback((listener) => order.subscribeRow(uid, listener), [order, uid]),
    () => order.stateOf(uid),
  )
  const chosen = useSyncExternalStore(selection?.subscribe ?? never, () => selection?.has(uid) ?? false)
  if (!state) return null
  return (
    <div
      role="row"
      className="grid-row"
      data-uid={uid}
      data-gone={state.gone || undefined}
      data-mark={state.mark === 'none' ? undefined : state.mark}
      data-opened={opened || undefined}
      aria-rowindex={position + 2}
      aria-selected={selection ? chosen : undefined}
      tabIndex={tabStop ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selection && <Chosen selection={selection} uid={uid} label={label(state.row)} />}
      {columns.map((column) => (
        <Cell key={column.id} column={column} state={state} />
      ))}
      {actions && (
        <div role="gridcell" className="grid-cell grid-actions">
          {!state.gone && actions(state.row)}
        </div>
      )}
    </div>
  )
}

const never = () => () => undefined

/** A row draws itself again when it changed, and for no other row's sake. */
// React.memo forgets that the component is generic.
export const GridRow = memo(DrawnRow) as typeof DrawnRow

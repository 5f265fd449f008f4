import type { KeyboardEvent } from 'react'
import { gridTarget } from './gridTarget.ts'
import type { RowOrder } from './RowOrder.ts'
import type { Identified } from './RowState.ts'
import type { Selection } from './Selection.ts'

type Parts<Row extends Identified> = {
  readonly order: RowOrder<Row>
  readonly selection: Selection | null
  readonly onOpen: ((row: Row) => void) | undefined
  take(position: number): void
  readonly grid: HTMLElement | null
  readonly rowPx: number
}

/** What the keys of a grid do. Each method says whether the key was one of its own. */
export class GridKeys<Row extends Identified> {
  readonly #parts: Parts<Row>

  constructor(parts: Parts<Row>) {
    this.#parts = parts
  }

  onRow(event: KeyboardEvent, row: Row): boolean {
    const { order, selection, onOpen } = this.#parts
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Enter') onOpen?.(row)
    else if (event.key === ' ' && event.shiftKey) this.selectTo(row.uid)
    else if (event.key === ' ') selection?.toggle(row.uid)
    else if (event.key === 'Escape' && selection && selection.size > 0) selection.clear()
    else if (event.key === 'ArrowUp' && order.positionOf(row.uid) === 0) this.#headers()[0]?.focus()
    else return this.#move(event, row)
    return true
  }

  onHeader(event: KeyboardEvent): boolean {
    const headers = this.#headers()
    const at = headers.findIndex((button) => button === event.target)
    if (event.key === 'ArrowRight') headers[Math.min(at + 1, headers.length - 1)]?.focus()
    else if (event.key === 'ArrowLeft') headers[Math.max(at - 1, 0)]?.focus()
    else if (event.key === 'ArrowDown') this.#parts.take(0)
    else return false
    return true
  }

  /** Chooses every row from the last one chosen to this one. */
  selectTo(uid: string): void {
    const { order, selection } = this.#parts
    if (!selection) return
    const ends = [order.positionOf(selection.anchor ?? uid), order.positionOf(uid)]
    const uids: string[] = []
    for (let at = Math.max(0, Math.min(...ends)); at <= Math.max(...ends); at++) uids.push(order.at(at)?.row.uid ?? uid)
    selection.add(uids)
  }

  #move(event: KeyboardEvent, row: Row): boolean {
    const { order, selection, rowPx } = this.#parts
    const page = Math.max(1, Math.floor((this.#parts.grid?.clientHeight ?? 0) / rowPx) - 2)
    const next = gridTarget(event.key, order.positionOf(row.uid), { page, last: order.length - 1 })
    if (next === null) return false
    if (event.shiftKey && selection) selection.add([row.uid, order.at(next)?.row.uid ?? row.uid])
    this.#parts.take(next)
    return true
  }

  #headers(): HTMLElement[] {
    return [...(this.#parts.grid?.querySelectorAll<HTMLElement>('.grid-head-button') ?? [])]
  }
}

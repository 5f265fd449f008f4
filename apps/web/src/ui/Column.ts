import type { ReactNode } from 'react'
import type { SortKey } from './RowPlaces.ts'

/** A column as data. `text` (`now` in ms) is what filter and copy see and what decides whether a change is tinted; `cell` draws it, by default as that text. */
export type Column<Row> = {
  readonly id: string
  readonly title: string
  /** A CSS grid track, e.g. `64px` or `minmax(220px, 2fr)`. */
  readonly width: string
  readonly align?: 'end'
  readonly mono?: boolean
  /** Shown only when asked for, as kubectl's `-o wide`. */
  readonly wide?: boolean
  text(row: Row, now: number): string
  cell?(row: Row): ReactNode
  /** Without it the column cannot be sorted. */
  sortKey?(row: Row): SortKey
  /** A change that is no news, as one failing word following another: not tinted. */
  quiet?(before: Row, after: Row): boolean
}

/** Which column orders the rows. `column` is its id. */
export type ColumnSort = { readonly column: string; readonly descending: boolean }

/** The least width of these columns together: below it the table scrolls sideways. */
export function leastWidth(columns: readonly { readonly width: string }[], more: number): number {
  return columns.reduce((sum, { width }) => sum + Number(/(\d+)px/.exec(width)?.[1] ?? 0), more)
}

/** Clicking the sorted column turns it around. */
export function nextSort(sort: ColumnSort, column: string): ColumnSort {
  return { column, descending: sort.column === column ? !sort.descending : false }
}

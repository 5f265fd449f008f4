import { useEffect, useEffectEvent, useMemo } from 'react'
import type { Column, ColumnSort } from './Column.ts'
import { RowOrder } from './RowOrder.ts'
import type { Sorting } from './RowPlaces.ts'
import type { Identified, RowBatch, RowSource } from './RowState.ts'
import { useTime } from './Time.ts'

type Options<Row extends Identified> = {
  readonly source: RowSource<Row>
  readonly columns: readonly Column<Row>[]
  readonly sort: ColumnSort
  /** Must be the same function as long as it means the same. */
  readonly filter: ((row: Row) => boolean) | null
  /** The first rows are still on their way: what comes is no news. */
  readonly arriving: boolean
  /** What the source holds may be less than there is: rows that a fresh list lacks stay until this ends. A table is never empty because nobody knows. */
  readonly unsure?: boolean
  readonly paused?: boolean
  /** The filter answers differently as time passes. */
  readonly aging?: boolean
}

const everyRow = () => true

/** The rows of a source in the order of a table; stopped with the component. */
export function useRowOrder<Row extends Identified>({
  source,
  columns,
  sort,
  filter,
  arriving,
  unsure = arriving,
  paused = false,
  aging = false,
}: Options<Row>): RowOrder<Row> {
  const time = useTime()
  const { column, descending } = sort
  const sorting = useMemo(() => sortingOf(columns, { column, descending }), [columns, column, descending])
  // eslint-disable-next-line react/exhaustive-deps -- a new source begins a new table; sorting and filter are given to it below
  const order = useMemo(() => new RowOrder<Row>(time, sorting, filter ?? everyRow), [time, source])
  const apply = useEffectEvent((batch: RowBatch<Row>) => order.apply(unsure && batch.replaced ? { ...batch, removed: [] } : batch, arriving))

  useEffect(() => {
    order.load(source.values())
    const unsubscribe = source.subscribe((batch) => apply(batch))
    return () => {
      unsubscribe()
      order.stop()
    }
  }, [order, source])
  useEffect(() => {
    if (!unsure && !order.paused) order.load(source.values())
  }, [order, source, unsure])
  useEffect(() => order.sort(sorting), [order, sorting])
  useEffect(() => order.filter(filter ?? everyRow), [order, filter])
  useEffect(() => {
    if (paused) order.pause()
    else if (order.paused) order.resume(source.values())
  }, [order, source, paused])
  useEffect(() => (aging ? time.ticker.subscribe(() => order.reconsider()) : undefined), [time, order, aging])
  return order
}

function sortingOf<Row extends Identified>(columns: readonly Column<Row>[], sort: ColumnSort): Sorting<Row> {
  const column = columns.find((candidate) => candidate.id === sort.column && candidate.sortKey)
  return { key: column?.sortKey?.bind(column) ?? ((row) => row.name), descending: sort.descending && column !== undefined }
}

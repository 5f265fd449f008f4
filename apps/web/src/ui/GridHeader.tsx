import type { Column, ColumnSort } from './Column.ts'

type Props<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly sort: ColumnSort
  readonly onSort: (column: string) => void
  readonly selectable: boolean
  readonly actions: boolean
}

function ariaSort(sort: ColumnSort, column: string): 'ascending' | 'descending' | 'none' {
  if (sort.column !== column) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

/** The header cells are reached with Arrow up from the first row; they are no tab stops of their own. */
export function GridHeader<Row>({ columns, sort, onSort, selectable, actions }: Props<Row>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" className="grid-head-row" aria-rowindex={1}>
        {selectable && (
          <div role="columnheader" className="grid-head-cell">
            <span className="sr-only">Selected</span>
          </div>
        )}
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            className={column.align === 'end' ? 'grid-head-cell grid-cell-end' : 'grid-head-cell'}
            aria-sort={column.sortKey ? ariaSort(sort, column.id) : undefined}
          >
            {column.sortKey ? (
              <button
                type="button"
                tabIndex={-1}
                className="grid-head-button"
                onClick={() => onSort(column.id)}
                data-sorted={sort.column === column.id || undefined}
              >
                {column.title}
                <svg aria-hidden="true" width="8" height="8" viewBox="0 0 8 8" className="grid-head-arrow">
                  <path d={sort.column === column.id && sort.descending ? 'M1 2.5h6L4 6.5z' : 'M1 5.5h6L4 1.5z'} fill="currentColor" />
                </svg>
              </button>
            ) : (
              column.title
            )}
          </div>
        ))}
        {actions && (
          <div role="columnheader" className="grid-head-cell">
            <span className="sr-only">Actions</span>
          </div>
        )}
      </div>
    </div>
  )
}

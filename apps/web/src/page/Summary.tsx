import type { Family } from '@binnacle/shared'
import type { RowOrder } from '../ui/RowOrder.ts'
import type { Identified } from '../ui/RowState.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { useDigest } from '../ui/useDigest.ts'

/** How the rows of a kind are counted in a sentence. A family without words is no news. `count` must be the same function as long as it means the same. */
export type Counting<Row> = {
  readonly one: string
  readonly many: string
  readonly families: readonly { readonly family: Family; readonly say: (count: number) => string }[]
  /** The number of all rows, then of each of the families, joined by spaces; `now` in ms. */
  readonly count: (rows: Iterable<Row>, now: number) => string
}

export const counting = <Row,>(what: Omit<Counting<Row>, 'count'>, familyOf: (row: Row, now: number) => Family): Counting<Row> => ({
  ...what,
  count: (rows, now) => {
    let total = 0
    const counts = what.families.map(() => 0)
    for (const row of rows) {
      total += 1
      const at = what.families.findIndex(({ family }) => family === familyOf(row, now / 1000))
      if (at >= 0) counts[at] = (counts[at] ?? 0) + 1
    }
    return [total, ...counts].join(' ')
  },
})

/** One sentence: how many there are, and how many of them are worth a look. */
export function Summary<Row extends Identified>({ order, counting: { one, many, families, count } }: { order: RowOrder<Row>; counting: Counting<Row> }) {
  const [total = 0, ...counts] = useDigest(order, count).split(' ').map(Number)
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-muted" data-summary>
      <span>
        {/* No rows is no count: what is there may not be known, and the table says why it is empty. */}
        {total === 0 ? '\u00a0' : `${total.toLocaleString('en')} ${total === 1 ? one : many}`}
      </span>
      {families.map(({ family, say }, index) =>
        (counts[index] ?? 0) === 0 ? null : (
          <span key={family} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true">·</span>
            <StatusGlyph family={family} />
            {say(counts[index] ?? 0)}
          </span>
        ),
      )}
    </p>
  )
}

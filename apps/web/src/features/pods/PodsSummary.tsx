import type { Family, PodRow } from '@binnacle/shared'
import type { RowOrder } from '../../ui/RowOrder.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useDigest } from '../../ui/useDigest.ts'
import { countFamilies, familyWords, filterOf } from './families.ts'

const FAMILIES: readonly Family[] = ['fail', 'attention', 'unknown', 'progress', 'leaving']

/** Counts as one text, so that the sentence is drawn again only when one of them changed. */
function countsText(pods: Iterable<PodRow>, now: number): string {
  const counts = countFamilies(pods, now / 1000)
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return [total, ...FAMILIES.map((family) => counts.get(family) ?? 0)].join(' ')
}

/** How many pods, and how many of them are worth a look; a count filters by its family. */
export function PodsSummary({ order, filter, onFilter }: { order: RowOrder<PodRow>; filter: string; onFilter: (text: string) => void }) {
  const [total = 0, ...counts] = useDigest(order, countsText).split(' ').map(Number)
  const shown = FAMILIES.flatMap((family, index) => ((counts[index] ?? 0) > 0 ? [{ family, count: counts[index] ?? 0 }] : []))
  return (
    <p className="flex min-h-6 flex-wrap items-center gap-x-1.5 text-muted">
      {/* No rows is no count: what is there may not be known, and the table says why it is empty. */}
      <span>{total === 0 ? '\u00a0' : total === 1 ? '1 pod' : `${total} pods`}</span>
      {shown.map(({ family, count }) => (
        <span key={family} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true">·</span>
          <button
            type="button"
            aria-pressed={filter === filterOf(family)}
            className={`inline-flex min-h-6 items-center gap-1.5 rounded hover:text-text hover:underline aria-pressed:text-accent aria-pressed:underline ${family === 'fail' ? 'font-semibold text-text' : ''}`}
            onClick={() => onFilter(filter === filterOf(family) ? '' : filterOf(family))}
          >
            <StatusGlyph family={family} />
            {familyWords[family]?.(count)}
          </button>
        </span>
      ))}
      {shown.length === 0 && total > 0 && (
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true">·</span>
          <StatusGlyph family="ok" />
          all as wanted
        </span>
      )}
    </p>
  )
}

import { type EventRow, visiblePieces } from '@binnacle/shared'
import { useMemo } from 'react'
import { Pieces } from '../../ui/Pieces.tsx'
import type { RowOrder } from '../../ui/RowOrder.ts'
import { useDigest } from '../../ui/useDigest.ts'
import { commonReasons } from './eventFilter.ts'

type Props = { readonly order: RowOrder<EventRow>; readonly type: string; readonly reason: string; readonly onChoose: (reason: string) => void }

/** The most common reasons; pressed, only their events are shown. */
export function ReasonChips({ order, type, reason: chosen, onChoose }: Props) {
  const read = useMemo(() => (events: Iterable<EventRow>) => JSON.stringify(commonReasons(events, { type, reason: chosen })), [type, chosen])
  // Drawn again only when the text changed; what it says is then read from the rows.
  useDigest(order, read)
  const reasons = commonReasons(order.rows(), { type, reason: chosen })
  if (reasons.length === 0) return null
  return (
    <div role="group" aria-label="Reason" className="flex flex-wrap gap-1.5">
      {reasons.map(({ reason, count }) => (
        <button
          key={reason}
          type="button"
          className="chip cursor-pointer border border-transparent hover:border-border-strong aria-pressed:border-accent aria-pressed:bg-row-selected"
          aria-pressed={reason === chosen}
          onClick={() => onChoose(reason === chosen ? '' : reason)}
        >
          <Pieces pieces={visiblePieces(reason)} />
          <span className="text-muted">{count.toLocaleString('en')}</span>
        </button>
      ))}
    </div>
  )
}

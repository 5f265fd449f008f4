import { Button } from '../../ui/Button.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'

/** Events come in floods; where some could not be delivered, the stream says how many. */
export function Skipped({ count, onReadAgain }: { count: number; onReadAgain: () => Promise<number> }) {
  if (count === 0) return null
  return (
    <div role="status" data-skipped={count} className="card flex flex-wrap items-center gap-2 bg-tint-attention px-3 py-1">
      <StatusGlyph family="attention" />
      <span>
        {count.toLocaleString('en')} {count === 1 ? 'event was' : 'events were'} skipped: they came faster than they could be sent.
      </span>
      <Button kind="link" onClick={() => void onReadAgain().catch(() => undefined)}>
        Read all again
      </Button>
    </div>
  )
}

import { humanDuration } from '@binnacle/shared'
import { Button } from '../ui/Button.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { Ticking } from '../ui/Ticking.tsx'

type Props = {
  readonly deletedAt: number
  /** The object that has its name now: the sentence that says so, and what shows it. */
  readonly successor: { readonly words: string; readonly onShow: () => void } | null
}

/** Said over an object that is no more: since when, and whether another has its name. */
export function DeletedNote({ deletedAt, successor }: Props) {
  return (
    <div role="status" className="card flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-leaving px-3 py-2" data-deleted-note>
      <StatusGlyph family="leaving" />
      <strong className="font-semibold">
        <Ticking text={(now) => `Deleted ${humanDuration((now - deletedAt) / 1000)} ago`} />
      </strong>
      <span className="text-muted">What you see is the last that was known. Nothing here can be changed any more.</span>
      {successor === null ? null : (
        <span className="ml-auto flex items-center gap-1">
          {successor.words}
          <Button kind="link" onClick={successor.onShow}>
            Show it
          </Button>
        </span>
      )}
    </div>
  )
}

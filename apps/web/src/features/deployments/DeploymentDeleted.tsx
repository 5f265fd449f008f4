import { type DeploymentRow, humanDuration } from '@binnacle/shared'
import { Button } from '../../ui/Button.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { Ticking } from '../../ui/Ticking.tsx'

/** Said over a deployment that is no more: since when, and what took its name. */
export function DeploymentDeleted({ deletedAt, successor, onSuccessor }: { deletedAt: number; successor: DeploymentRow | null; onSuccessor: () => void }) {
  return (
    <div role="status" className="card flex flex-wrap items-center gap-x-2 gap-y-1 min-h-11 border-leaving px-3 py-2" data-deleted-note>
      <StatusGlyph family="leaving" />
      <strong className="font-semibold">
        <Ticking text={(now) => `Deleted ${humanDuration((now - deletedAt) / 1000)} ago`} />
      </strong>
      <span className="text-muted">What you see is the last that was known. Nothing here can be changed any more.</span>
      {successor === null ? null : (
        <span className="ml-auto flex items-center gap-1">
          A new deployment has its name now.
          <Button kind="link" onClick={onSuccessor}>
            Show it
          </Button>
        </span>
      )}
    </div>
  )
}

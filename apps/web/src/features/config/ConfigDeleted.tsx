import { humanDuration } from '@binnacle/shared'
import { Button } from '../../ui/Button.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import { type ConfigKind, words } from './ConfigKind.ts'

/** Said over an object that is no more: since when, and whether another has its name. */
export function ConfigDeleted({ kind, deletedAt, onSuccessor }: { kind: ConfigKind; deletedAt: number; onSuccessor: (() => void) | null }) {
  return (
    <div role="status" className="card flex flex-wrap items-center gap-x-2 gap-y-1 border-leaving px-3 py-2" data-deleted-note>
      <StatusGlyph family="leaving" />
      <strong className="font-semibold">
        <Ticking text={(now) => `Deleted ${humanDuration((now - deletedAt) / 1000)} ago`} />
      </strong>
      <span className="text-muted">What you see is the last that was known. Nothing here can be changed any more.</span>
      {onSuccessor === null ? null : (
        <span className="ml-auto flex items-center gap-1">
          Another {words[kind].one} has its name now.
          <Button kind="link" onClick={onSuccessor}>
            Show it
          </Button>
        </span>
      )}
    </div>
  )
}

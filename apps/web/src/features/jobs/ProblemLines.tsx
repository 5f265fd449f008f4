import { visiblePieces } from '@binnacle/shared'
import { Button } from '../../ui/Button.tsx'
import { Pieces } from '../../ui/Pieces.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useLaunch } from './LaunchContext.ts'
import type { Problem } from './launchProblems.ts'
import { OpenJob } from './OpenJob.tsx'

/** What is to be said about a field, and what would mend it. Its place is there before anything is said, so that a screen reader hears what comes. */
export function ProblemLines({ id, problems }: { id: string; problems: readonly Problem[] }) {
  const { change } = useLaunch()
  return (
    <div id={id} aria-live="polite" className="flex flex-col gap-0.5 empty:hidden">
      {problems.map(({ tone, message, fix, job }) => (
        <p key={message} className={`flex items-start gap-1.5 ${tone === 'block' ? 'text-fail-text' : 'text-attention-text'}`} data-problem={tone}>
          <span className="mt-0.5">
            <StatusGlyph family={tone === 'block' ? 'fail' : 'attention'} size={13} />
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <Pieces pieces={visiblePieces(message)} />
            {job === undefined ? null : <OpenJob {...job} />}
            {fix === undefined ? null : (
              <Button kind="link" onClick={() => change(fix.change)}>
                {fix.words}
              </Button>
            )}
          </span>
        </p>
      ))}
    </div>
  )
}

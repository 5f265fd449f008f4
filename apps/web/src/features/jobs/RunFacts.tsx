import { quoteWord, type RunRow, visiblePieces, visibleText } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { Pieces } from '../../ui/Pieces.tsx'
import { clockTime } from './clockTime.ts'
import { spanWords } from './verdictWords.ts'

const AT_END: Readonly<Record<RunRow['atEnd'], string>> = { keepHour: 'kept for an hour', delete: 'deleted', keep: 'kept' }

export function RunFacts({ run }: { run: RunRow }) {
  const { startedAt, deadlineSeconds, endedAt, command, args } = run
  const words = [...command, ...args].map(quoteWord).join(' ')
  return (
    <dl className="run-facts">
      <Fact name="Started">{startedAt === null ? 'not yet' : clockTime(startedAt)}</Fact>
      {endedAt === null ? (
        <Fact name="Ends">
          {startedAt === null || deadlineSeconds === null
            ? `${spanWords(run.runTimeSeconds)} after its start`
            : `${clockTime(startedAt + deadlineSeconds)}, then ${AT_END[run.atEnd]}`}
        </Fact>
      ) : (
        <Fact name="Ended">{clockTime(endedAt)}</Fact>
      )}
      <Fact name="Samples">every {spanWords(run.sampleSeconds)}</Fact>
      <Fact name="Image">
        <span className="font-mono text-mono [overflow-wrap:anywhere]">
          <Pieces pieces={visiblePieces(run.image)} />
        </span>
      </Fact>
      {words === '' ? null : (
        <Fact name="Runs">
          <span className="line-clamp-2 font-mono text-mono [overflow-wrap:anywhere]" title={visibleText(words)}>
            <Pieces pieces={visiblePieces(words)} />
          </span>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

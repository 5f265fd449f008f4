import type { RunRow } from '@binnacle/shared'
import { IntentChip } from '../../page/IntentChip.tsx'
import type { PageState } from '../../topics/PageState.ts'
import { DeleteJob } from './DeleteJob.tsx'
import { ExtendRun } from './ExtendRun.tsx'
import { JobHeading } from './JobHeading.tsx'
import { RunAgain } from './RunAgain.tsx'
import { runFamily } from './runFamily.ts'
import { TerminateJob } from './TerminateJob.tsx'

export function RunHeader({ run, state, others }: { run: RunRow; state: PageState; others: number }) {
  const running = run.state === 'starting' || run.state === 'running'
  const over = running ? null : run.state === 'ending' ? 'It is ending already.' : 'It has ended.'
  return (
    <JobHeading
      job={run}
      family={runFamily(run)}
      word={STATES[run.state]}
      state={state}
      place={others > 0 ? ` · ${others === 1 ? '1 other run' : `${others} other runs`} of this name` : ''}
      chip={<IntentChip uid={run.uid} />}
    >
      <div className="flex flex-wrap gap-2">
        {running ? <ExtendRun run={run} /> : null}
        {over === null || run.state === 'ending' ? <TerminateJob job={run} kind="danger" reason={over} /> : null}
        {run.state === 'ended' ? <RunAgain run={run} kind="primary" /> : null}
        {run.exists ? <DeleteJob job={run} ended={run.state === 'ended'} kind={run.state === 'ended' ? 'danger' : 'quiet'} /> : null}
      </div>
    </JobHeading>
  )
}

const STATES: Readonly<Record<RunRow['state'], string>> = { starting: 'Starting', running: 'Running', ending: 'Ending', ended: 'Ended' }

import type { RunRow } from '@binnacle/shared'
import { IntentChip } from '../../page/IntentChip.tsx'
import { keptSearch, paths, useView } from '../../paths.ts'
import type { PageState } from '../../topics/PageState.ts'
import { Age } from '../../ui/Age.tsx'
import { Link } from '../../ui/Link.tsx'
import { AsOf } from '../../ui/PageStates.tsx'
import { Status } from '../../ui/Status.tsx'
import { DeleteJob } from './DeleteJob.tsx'
import { ExtendRun } from './ExtendRun.tsx'
import { RunAgain } from './RunAgain.tsx'
import { runFamily } from './runFamily.ts'
import { TerminateJob } from './TerminateJob.tsx'

export function RunHeader({ run, state, others }: { run: RunRow; state: PageState; others: number }) {
  const { context, search } = useView()
  const running = run.state === 'starting' || run.state === 'running'
  const over = running ? null : run.state === 'ending' ? 'It is ending already.' : 'It has ended.'
  return (
    <header className="flex flex-none flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 grow">
        <p className="text-meta text-muted">
          <Link href={paths.page(context, 'jobs', keptSearch(search))} className="text-muted">
            Jobs
          </Link>{' '}
          <span aria-hidden="true">›</span> {run.namespace} · created <Age since={run.created} /> ago
          {others > 0 ? ` · ${others === 1 ? '1 other run' : `${others} other runs`} of this name` : ''}
        </p>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-title font-semibold [overflow-wrap:anywhere]">{run.name}</h1>
          <Status family={runFamily(run)} word={STATES[run.state]} />
          <IntentChip uid={run.uid} />
          {state.state === 'stale' ? <AsOf since={state.since} /> : null}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {running ? <ExtendRun run={run} /> : null}
        {over === null || run.state === 'ending' ? <TerminateJob job={run} kind="danger" reason={over} /> : null}
        {run.state === 'ended' ? <RunAgain run={run} kind="primary" /> : null}
        {run.exists ? <DeleteJob job={run} ended={run.state === 'ended'} kind={run.state === 'ended' ? 'danger' : 'quiet'} /> : null}
      </div>
    </header>
  )
}

const STATES: Readonly<Record<RunRow['state'], string>> = { starting: 'Starting', running: 'Running', ending: 'Ending', ended: 'Ended' }

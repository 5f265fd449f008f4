import type { RunRow } from '@binnacle/shared'
import { useState } from 'react'
import { keptSearch, useView } from '../../paths.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { Status } from '../../ui/Status.tsx'
import { monitorPath } from './jobPaths.ts'
import { RunAgain } from './RunAgain.tsx'
import { runFamily } from './runFamily.ts'
import { Sparkline } from './Sparkline.tsx'
import { runWords, spanWords, tookSeconds } from './verdictWords.ts'

/** So many are shown at first. */
const FEW = 5

/** Runs that have ended: from the cluster as long as it keeps their Jobs, then from Binnacle's memory. */
export function PastRuns({ runs }: { runs: readonly RunRow[] }) {
  const { namespaces } = useView()
  const [all, setAll] = useState(false)
  const ended = runs.filter(({ state }) => state === 'ended').sort((a, b) => (b.endedAt ?? b.created) - (a.endedAt ?? a.created))
  if (ended.length === 0) return null
  const several = namespaces === '*' || namespaces.length > 1
  return (
    <section aria-labelledby="past-runs" className="card flex-none overflow-x-auto">
      <header className="flex flex-wrap items-baseline gap-x-2 px-3 pt-2">
        <h2 id="past-runs" className="font-semibold">
          Past runs
        </h2>
        <span className="text-muted">kept while the cluster keeps the Job, then until Binnacle restarts</span>
      </header>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            {several ? <th scope="col">Namespace</th> : null}
            <th scope="col">Name</th>
            <th scope="col">Took</th>
            <th scope="col">Pods over time</th>
            <th scope="col">Ended</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? ended : ended.slice(0, FEW)).map((run) => (
            <PastRun key={run.uid} run={run} several={several} />
          ))}
        </tbody>
      </table>
      {ended.length > FEW ? (
        <Button kind="link" className="mx-2 mb-1" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show the newest only' : `Show ${ended.length - FEW} more`}
        </Button>
      ) : null}
    </section>
  )
}

function PastRun({ run, several }: { run: RunRow; several: boolean }) {
  const { context, search } = useView()
  const took = tookSeconds(run)
  return (
    <tr>
      <td>
        <Status family={runFamily(run)} word={runWords(run, 0)} />
      </td>
      {several ? <td>{run.namespace}</td> : null}
      <td className="name-cell">
        <Link href={monitorPath(context, run, { ...keptSearch(search), run: run.uid })} className="flex min-w-0 text-text no-underline hover:underline">
          <MiddleTruncated text={run.name} />
        </Link>
      </td>
      <td>{took === null ? '' : spanWords(took)}</td>
      <td>
        <Sparkline counts={run.counts} />
      </td>
      <td className="whitespace-nowrap text-muted">
        {run.endedAt === null ? '' : <Age since={run.endedAt} />}
        {run.endedAt === null ? '' : ' ago'}
        {run.exists ? '' : ' · Job gone'}
      </td>
      <td className="text-right">
        <RunAgain run={run} kind="quiet" />
      </td>
    </tr>
  )
}

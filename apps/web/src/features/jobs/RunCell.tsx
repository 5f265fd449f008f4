import type { JobRow } from '@binnacle/shared'
import { Status } from '../../ui/Status.tsx'
import { useTicking } from '../../ui/Time.ts'
import { CountdownBar } from './CountdownBar.tsx'
import { isDecided, jobRunWords, verdictFamily } from './verdictWords.ts'

/** How much time a timed job has left, or how it ended. */
export function RunCell({ job }: { job: JobRow }) {
  const words = useTicking((now) => jobRunWords(job, now / 1000))
  const { run } = job
  if (run === null) return <span className="text-muted">not timed</span>
  if (run.outcome !== null) return <Status family={verdictFamily[run.outcome.verdict]} word={words} />
  return (
    <span className="flex min-w-0 items-center gap-2">
      {isDecided(job) ? null : <CountdownBar startedAt={job.startedAt} deadlineSeconds={job.activeDeadlineSeconds} className="w-16" />}
      <span className="truncate">{words}</span>
    </span>
  )
}

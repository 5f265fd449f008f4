import type { JobRow, RunRow } from '@binnacle/shared'
import { DeleteJob } from './DeleteJob.tsx'
import { RunAgain } from './RunAgain.tsx'
import { TerminateJob } from './TerminateJob.tsx'
import { isDecided } from './verdictWords.ts'

/** At the end of a row. */
export function JobActions({ job, run }: { job: JobRow; run: RunRow | null }) {
  return (
    <>
      {job.run === null || isDecided(job) ? null : <TerminateJob job={job} kind="quiet" />}
      {run === null ? null : <RunAgain run={run} kind="quiet" />}
      <DeleteJob job={job} ended={isDecided(job)} kind="quiet" />
    </>
  )
}

import { completionsText, type JobRow, jobDuration, jobFamily } from '@binnacle/shared'
import { nameColumns, templateColumns } from '../../page/workloadColumns.tsx'
import { keptSearch, useView } from '../../paths.ts'
import type { Column } from '../../ui/Column.ts'
import { Link } from '../../ui/Link.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { Status } from '../../ui/Status.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import { monitorPath } from './jobPaths.ts'
import { RunCell } from './RunCell.tsx'
import { jobRunWords } from './verdictWords.ts'

/** The columns of `kubectl get jobs -o wide`, and of a timed job how much time it has left or how it ended. */
export const jobColumns: readonly Column<JobRow>[] = [
  ...nameColumns<JobRow>((job) => <JobName job={job} />),
  {
    id: 'status',
    title: 'Status',
    width: 'minmax(150px, 0.8fr)',
    text: ({ status }) => status,
    cell: (job) => <Status family={jobFamily(job)} word={job.status} />,
    sortKey: ({ status }) => status,
    quiet: (before, after) => jobFamily(before) === jobFamily(after),
  },
  {
    id: 'completions',
    title: 'Completions',
    width: '108px',
    align: 'end',
    text: completionsText,
    sortKey: ({ succeeded }) => succeeded,
  },
  {
    id: 'duration',
    title: 'Duration',
    width: '84px',
    align: 'end',
    text: (job, now) => jobDuration(job, now / 1000),
    cell: (job) => <Ticking text={(now) => jobDuration(job, now / 1000)} />,
    sortKey: ({ startedAt, completedAt }) => (startedAt === null ? 0 : (completedAt ?? startedAt) - startedAt),
  },
  {
    id: 'run',
    title: 'Run',
    width: 'minmax(256px, 1.1fr)',
    text: (job, now) => jobRunWords(job, now / 1000),
    cell: (job) => <RunCell job={job} />,
    // Time alone is no news.
    quiet: () => true,
  },
  ...templateColumns<JobRow>(),
]

function JobName({ job }: { job: JobRow }) {
  const { context, search } = useView()
  return (
    <Link href={monitorPath(context, job, keptSearch(search))} tabIndex={-1} className="min-w-0 text-text no-underline hover:underline">
      <MiddleTruncated text={job.name} />
    </Link>
  )
}

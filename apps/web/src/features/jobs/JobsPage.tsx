import { type JobRow, jobFamily } from '@binnacle/shared'
import { useMemo } from 'react'
import { inNamespaces } from '../../page/inNamespaces.ts'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { keptSearch, paths, useView } from '../../paths.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Link } from '../../ui/Link.tsx'
import { JobActions } from './JobActions.tsx'
import { jobColumns } from './jobColumns.tsx'
import { monitorPath } from './jobPaths.ts'
import { PastRuns } from './PastRuns.tsx'
import { RunBoard } from './RunBoard.tsx'
import './jobs.css'

const newestFirst = { column: 'age', descending: false }
const jobs = counting(
  {
    one: 'job',
    many: 'jobs',
    families: [
      { family: 'fail', say: (count) => `${count} failed` },
      { family: 'attention', say: (count) => `${count} with failed pods` },
      { family: 'ok', say: (count) => `${count} running` },
      { family: 'progress', say: (count) => `${count} starting` },
      { family: 'leaving', say: (count) => `${count} ending` },
    ],
  },
  jobFamily,
)

export function JobsPage() {
  const { context, namespaces, search, go } = useView()
  const topic = useTopic('runs', { namespaces })
  const runs = useRows(topic.collection)
  const launch = paths.create(context, 'jobs', keptSearch(search))
  const actions = useMemo(() => (job: JobRow) => <JobActions job={job} run={topic.collection.get(job.uid) ?? null} />, [topic.collection])
  return (
    <>
      <ListPage
        topic="jobs"
        params={{ namespaces }}
        namespaces={namespaces}
        title="Jobs"
        counting={jobs}
        columns={jobColumns}
        sort={newestFirst}
        kubectl={{ view: 'list', resource: 'jobs', namespaces, wide: search['cols'] === 'wide' }}
        empty={`No Jobs ${inNamespaces(namespaces)}.`}
        emptyAction={
          <Link href={launch} className="button" data-kind="primary">
            Launch one
          </Link>
        }
        tools={
          <Link href={launch} className="button" data-kind="primary">
            Launch a job
          </Link>
        }
        note={() => <RunBoard runs={runs} />}
        actions={actions}
        onOpen={(job) => go(monitorPath(context, job, keptSearch(search)))}
      />
      <PastRuns runs={runs} />
    </>
  )
}

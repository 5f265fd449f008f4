import { kubectlLine, type RunRow } from '@binnacle/shared'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { TopicStates } from '../../page/TopicStates.tsx'
import { keptSearch, paths, useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Link } from '../../ui/Link.tsx'
import { Empty, NotKnown, Skeleton } from '../../ui/PageStates.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { OtherJob } from './OtherJob.tsx'
import { RunShown } from './RunShown.tsx'
import './jobs.css'

/** The page about one Job: the monitor of its run, or what the cluster says of a Job that Binnacle did not launch. */
export function JobPage() {
  const { shown } = useView()
  if (shown.view !== 'object') return null
  const { namespace, name } = shown
  return <OneJob key={`${namespace}/${name}`} namespace={namespace} name={name} />
}

function OneJob({ namespace, name }: { namespace: string; name: string }) {
  const { search } = useView()
  const topic = useTopic('run', { namespace, name })
  const runs = useRows(topic.collection)
  const jobTopic = useTopic('job', { namespace, name })
  const [job] = useRows(jobTopic.collection)
  const run = runs.find(({ uid }) => uid === search['run']) ?? newest(runs)
  return (
    <TopicStates name="run" topic={topic} namespaces={[namespace]}>
      {run !== null ? (
        <RunShown key={run.uid} run={run} state={topic.state} job={job?.uid === run.uid ? job : null} others={runs.length - 1} />
      ) : job !== undefined && job.run === null ? (
        <OtherJob job={job} state={jobTopic.state} />
      ) : (
        <NoJob
          namespace={namespace}
          name={name}
          waiting={waiting(topic.state.state) || waiting(jobTopic.state.state) || job !== undefined}
          stale={topic.state.state === 'stale'}
        />
      )}
    </TopicStates>
  )
}

function newest(runs: readonly RunRow[]): RunRow | null {
  return runs.reduce<RunRow | null>((best, run) => (best === null || run.created > best.created ? run : best), null)
}

function waiting(state: string): boolean {
  return state === 'first paint' || state === 'catching up'
}

type Nothing = { readonly namespace: string; readonly name: string; readonly waiting: boolean; readonly stale: boolean }

function NoJob({ namespace, name, waiting: arriving, stale }: Nothing) {
  const { search } = useView()
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  return (
    <>
      <PageTitle title={name} />
      {stale ? (
        <NotKnown what="jobs" />
      ) : arriving ? (
        <Skeleton what={`job ${name}`} />
      ) : (
        <Empty
          sentence={`There is no Job ${name} in ${namespace} (any more).`}
          command={kubectlLine({ view: 'list', resource: 'jobs', namespaces: [namespace] }, cluster)}
        >
          <span className="flex gap-3">
            <Link href={paths.page(context, 'jobs', { ...keptSearch(search), ns: namespace })}>Jobs and past runs in {namespace}</Link>
            <Link href={paths.create(context, 'jobs', { ...keptSearch(search), ns: namespace })}>Launch one</Link>
          </span>
        </Empty>
      )}
    </>
  )
}

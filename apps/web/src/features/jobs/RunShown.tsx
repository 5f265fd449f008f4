import type { JobRow, RunRow } from '@binnacle/shared'
import type { PageState } from '../../topics/PageState.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { useAnnounced } from '../../ui/useAnnounced.ts'
import { JobEvents } from './JobEvents.tsx'
import { JobPods } from './JobPods.tsx'
import { RunClock } from './RunClock.tsx'
import { RunHeader } from './RunHeader.tsx'
import { RunLogs } from './RunLogs.tsx'
import { Samples } from './Samples.tsx'
import { VerdictCard } from './VerdictCard.tsx'
import { verdictSentence, verdictTitle } from './verdictWords.ts'

type Props = {
  readonly run: RunRow
  readonly state: PageState
  /** Null when it is gone. */
  readonly job: JobRow | null
  /** Other runs of this name that are known. */
  readonly others: number
}

/** The monitor of a timed job: its clock or its verdict, samples, pods, logs and events. Everything comes from topics, so a late viewer sees all of it. */
export function RunShown({ run, state, job, others }: Props) {
  const { namespace, uid } = run
  const samplesTopic = useTopic('run.samples', { namespace, uid })
  const samples = useRows(samplesTopic.collection)
  useAnnounced(run.state === 'ended' && run.outcome !== null ? `${run.name}: ${verdictTitle(run.outcome.verdict)}. ${verdictSentence(run)}` : null)
  const podUids = new Set(samples.flatMap(({ pods }) => pods.map((pod) => pod.uid)))
  return (
    <>
      <RunHeader run={run} state={state} others={others} />
      <div className="monitor" data-dimmed={state.state === 'stale' || undefined}>
        <div className="monitor-side">
          {run.state === 'ended' ? <VerdictCard run={run} samples={samples} /> : <RunClock run={run} />}
          <Samples run={run} samples={samples} state={samplesTopic.state} />
        </div>
        <div className="monitor-side">
          <JobPods namespace={namespace} uid={uid} ended={run.state === 'ended'} />
          <RunLogs run={run} />
          <JobEvents namespace={namespace} uid={uid} name={run.name} podUids={podUids} exists={job !== null} />
        </div>
      </div>
    </>
  )
}

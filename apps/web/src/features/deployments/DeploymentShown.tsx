import { type DeploymentRow, type PodRow, type ReplicaSetRow, rolloutHistory } from '@binnacle/shared'
import { useMemo, useState } from 'react'
import { DeletedNote } from '../../page/DeletedNote.tsx'
import type { Known } from '../../page/ObjectMemory.ts'
import type { PageState } from '../../topics/PageState.ts'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { DeploymentHeader } from './DeploymentHeader.tsx'
import { DeploymentTabs } from './DeploymentTabs.tsx'
import type { DeploymentTab } from './deploymentTab.ts'
import { EventsTab } from './EventsTab.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { newestSet } from './newestSet.ts'
import { RolloutBar } from './RolloutBar.tsx'
import { RolloutSentence } from './RolloutSentence.tsx'
import { RolloutTab } from './RolloutTab.tsx'
import type { DeploymentSeen } from './seen.ts'
import { useDeploymentQuestions } from './useDeploymentQuestions.tsx'

type Props = {
  readonly known: Known<DeploymentRow>
  readonly tab: DeploymentTab
  readonly state: PageState
  readonly onSuccessor: () => void
}

/** A deployment with everything that is known of it. Once it is deleted, its revisions stay as they were last seen; its pods are shown going. */
export function DeploymentShown({ known, tab, state, onSuccessor }: Props) {
  const { row: deployment, deletedAt, successor } = known
  const of = { namespace: deployment.namespace, uid: deployment.uid }
  const setsTopic = useTopic('deployments.replicasets', of)
  const podsTopic = useTopic('deployments.pods', of)
  const replicaSets = useKept(useRows<ReplicaSetRow>(setsTopic.collection), deletedAt !== null)
  const pods = useRows<PodRow>(podsTopic.collection)
  const seen = useMemo<DeploymentSeen>(
    () => ({
      deployment,
      replicaSets,
      pods,
      sets: newestSet(replicaSets),
      revisions: rolloutHistory(replicaSets, deployment),
      deleted: deletedAt !== null,
      states: { replicaSets: setsTopic.state, pods: podsTopic.state },
    }),
    [deployment, replicaSets, pods, deletedAt, setsTopic.state, podsTopic.state],
  )
  const { ask, question } = useDeploymentQuestions()
  const dimmed = state.state === 'stale' || undefined
  return (
    <div className="deployment" data-uid={deployment.uid}>
      <DeploymentHeader seen={seen} state={state} ask={ask} />
      {deletedAt === null ? null : (
        <DeletedNote deletedAt={deletedAt} successor={successor && { words: 'A new deployment has its name now.', onShow: onSuccessor }} />
      )}
      <div className="deployment-live" data-dimmed={dimmed} data-deleted={deletedAt !== null || undefined}>
        {deletedAt === null ? <RolloutSentence key={deployment.uid} seen={seen} /> : null}
        <RolloutBar seen={seen} />
        <DeploymentTabs seen={seen} tab={tab} />
        {tab === 'rollout' ? <RolloutTab seen={seen} /> : null}
        {tab === 'history' ? <HistoryTab seen={seen} ask={ask} /> : null}
        {tab === 'events' ? <EventsTab seen={seen} /> : null}
      </div>
      {question}
    </div>
  )
}

/** What comes in, until it is frozen; then what came last. */
function useKept<T>(value: T, frozen: boolean): T {
  const [kept, setKept] = useState(value)
  if (!frozen && kept !== value) setKept(value)
  return frozen ? kept : value
}

import { useState } from 'react'
import { TopicStates } from '../../page/TopicStates.tsx'
import { useRemembered } from '../../page/useRemembered.ts'
import { useView } from '../../paths.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { DeploymentAbsent } from './DeploymentAbsent.tsx'
import { DeploymentShown } from './DeploymentShown.tsx'
import { deploymentTab } from './deploymentTab.ts'
import './deployment.css'

/** The page about one Deployment: the rollout, the history of its revisions, its events. */
export function DeploymentPage() {
  const { shown } = useView()
  // The deployment that took the name of a deleted one has the same address: this forgets the deleted one.
  const [turn, setTurn] = useState(0)
  if (shown.view !== 'object') return null
  const { namespace, name, tab } = shown
  return <OneDeployment key={`${namespace}/${name}/${turn}`} namespace={namespace} name={name} tab={tab} onSuccessor={() => setTurn(turn + 1)} />
}

function OneDeployment({ namespace, name, tab, onSuccessor }: { namespace: string; name: string; tab: string | null; onSuccessor: () => void }) {
  const topic = useTopic('deployment', { namespace, name })
  const known = useRemembered(topic)
  const named = deploymentTab(tab)
  if (named === null) return <DeploymentAbsent name={name} namespace={namespace} topic={topic} noTab={tab ?? ''} />
  return (
    <TopicStates name="deployment" topic={topic} namespaces={[namespace]}>
      {known.row === null ? (
        <DeploymentAbsent name={name} namespace={namespace} topic={topic} />
      ) : (
        <DeploymentShown known={known} tab={named} state={topic.state} onSuccessor={onSuccessor} />
      )}
    </TopicStates>
  )
}

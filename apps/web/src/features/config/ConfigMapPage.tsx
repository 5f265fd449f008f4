import { TopicStates } from '../../page/TopicStates.tsx'
import { useRemembered } from '../../page/useRemembered.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { ByAddress, type Named } from './ByAddress.tsx'
import { OneConfig } from './OneConfig.tsx'

/** The page about one ConfigMap: its keys, who uses it, and what can be done to it. */
export function ConfigMapPage() {
  return <ByAddress Page={OneConfigMap} />
}

function OneConfigMap(named: Named) {
  const { namespace, name } = named
  const topic = useTopic('configmap', { namespace, name })
  const known = useRemembered(topic)
  return (
    <TopicStates name="configmap" topic={topic} namespaces={[namespace]}>
      <OneConfig kind="configmaps" known={known} state={topic.state} {...named} />
    </TopicStates>
  )
}

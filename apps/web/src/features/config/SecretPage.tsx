import { TopicStates } from '../../page/TopicStates.tsx'
import { useRemembered } from '../../page/useRemembered.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { ByAddress, type Named } from './ByAddress.tsx'
import { OneConfig } from './OneConfig.tsx'

/** The page about one Secret: its keys, who uses it, and what can be done to it. */
export function SecretPage() {
  return <ByAddress Page={OneSecret} />
}

function OneSecret(named: Named) {
  const { namespace, name } = named
  const topic = useTopic('secret', { namespace, name })
  const known = useRemembered(topic)
  return (
    <TopicStates name="secret" topic={topic} namespaces={[namespace]}>
      <OneConfig kind="secrets" known={known} state={topic.state} {...named} />
    </TopicStates>
  )
}

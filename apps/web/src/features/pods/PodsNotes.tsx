import type { Namespaces } from '@binnacle/shared'
import { ForbiddenTopic } from '../../commands/ForbiddenTopic.tsx'
import { formatNamespaces, useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { Topic } from '../../topics/useTopic.ts'
import { ErrorStrip, PartialNote } from '../../ui/PageStates.tsx'

/** What stands between the toolbar and the rows: scopes that cannot be seen, and why. */
export function PodsNotes({ topic, namespaces }: { topic: Topic<'pods'>; namespaces: Namespaces }) {
  const { context } = useLive()
  const { set } = useView()
  const { state, hidden } = topic
  if (state.state === 'forbidden') {
    return (
      <ForbiddenTopic
        topic="pods"
        context={context}
        namespaces={namespaces}
        failure={state.failure}
        onRetry={topic.retry}
        onOpenNamespace={(namespace) => set({ ns: formatNamespaces([namespace]) })}
      />
    )
  }
  if (state.state === 'refused')
    return <ErrorStrip cause={state.failure.message} code={state.failure.code} requestId={state.failure.auditId} onRetry={topic.retry} />
  if (hidden.length === 0) return null
  return (
    <PartialNote
      sentence={hidden.length === 1 ? '1 namespace hidden' : `${hidden.length} namespaces hidden`}
      details={hidden.map(
        ({ namespace, scope }) =>
          `${namespace}: ${scope.state === 'forbidden' ? `you may not list pods there. ${scope.failure.message}` : 'does not exist (any more)'}`,
      )}
    />
  )
}

import { type Namespaces, type ScopePart, type TopicName, topics, visibleText } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { ForbiddenTopic } from '../commands/ForbiddenTopic.tsx'
import { useView } from '../paths.ts'
import { useLive } from '../topics/LiveContext.tsx'
import type { Topic } from '../topics/useTopic.ts'
import { ErrorStrip, PartialNote } from '../ui/PageStates.tsx'

type Props<N extends TopicName> = {
  readonly name: N
  readonly topic: Topic<N>
  /** What was asked for: null for kinds that belong to no namespace. */
  readonly namespaces: Namespaces | null
  readonly children: ReactNode
}

/** What stands between a reader and the rows of a topic: not allowed, refused, or allowed in part. Otherwise the rows. */
export function TopicStates<N extends TopicName>({ name, topic, namespaces, children }: Props<N>) {
  const { context } = useLive()
  const { set } = useView()
  const { state, hidden } = topic
  if (state.state === 'forbidden') {
    return (
      <ForbiddenTopic
        topic={name}
        context={context}
        namespaces={namespaces}
        failure={state.failure}
        onRetry={topic.retry}
        onOpenNamespace={(namespace) => set({ ns: namespace })}
      />
    )
  }
  if (state.state === 'refused')
    return <ErrorStrip cause={visibleText(state.failure.message)} code={state.failure.code} requestId={state.failure.auditId} onRetry={topic.retry} />
  return (
    <>
      {hidden.length > 0 ? <PartialNote sentence={partialText(name, hidden)} details={hidden.map(detailOf)} /> : null}
      {children}
    </>
  )
}

const partialText = (name: TopicName, hidden: readonly ScopePart[]): string => {
  const count = hidden.length === 1 ? '1 namespace' : `${hidden.length} namespaces`
  const forbidden = hidden.every((part) => part.scope.state === 'forbidden')
  return forbidden ? `${count} hidden: you may not list ${topics[name].needs[0].resource} there` : `${count} not shown`
}

const detailOf = ({ namespace, scope }: ScopePart): string => {
  if (scope.state === 'forbidden') return `${namespace}: ${scope.failure.message}`
  return scope.state === 'gone' ? `${namespace}: does not exist (any more)` : `${namespace}: ${scope.state}`
}

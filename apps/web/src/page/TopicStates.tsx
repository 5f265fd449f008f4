import { type Namespaces, type ScopePart, type TopicName, topics } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { useRead } from '../commands/useRead.ts'
import { useView } from '../paths.ts'
import { useLive } from '../topics/LiveContext.tsx'
import type { Topic } from '../topics/useTopic.ts'
import { ErrorStrip, Forbidden, PartialNote } from '../ui/PageStates.tsx'
import { grantYaml } from './grantYaml.ts'

type Props<N extends TopicName> = {
  readonly name: N
  readonly topic: Topic<N>
  /** What was asked for: null for kinds that belong to no namespace. */
  readonly namespaces: Namespaces | null
  readonly children: ReactNode
}

/** What stands between a reader and the rows of a topic: not allowed, gone, refused, or allowed in part. Otherwise the rows. */
export function TopicStates<N extends TopicName>({ name, topic, namespaces, children }: Props<N>) {
  const { state } = topic
  switch (state.state) {
    case 'forbidden':
      return <NotAllowed name={name} message={state.failure.message} namespaces={namespaces} onRetry={topic.retry} />
    case 'refused':
      return <ErrorStrip cause={state.failure.message} code={state.failure.code} onRetry={topic.retry} />
    case 'gone':
      return <ErrorStrip cause={state.failure?.message ?? goneText(namespaces)} code={state.failure?.code ?? 0} onRetry={topic.retry} />
    case 'first paint':
    case 'catching up':
    case 'live':
    case 'behind':
    case 'stale':
      return (
        <>
          {topic.hidden.length > 0 ? <PartialNote sentence={partialText(name, topic.hidden)} details={topic.hidden.map(detailOf)} /> : null}
          {children}
        </>
      )
    default:
      return state satisfies never
  }
}

const goneText = (namespaces: Namespaces | null): string =>
  namespaces === null || namespaces === '*' ? 'The cluster does not have this kind (any more).' : `There is no namespace ${namespaces.join(', ')} (any more).`

const partialText = (name: TopicName, hidden: readonly ScopePart[]): string => {
  const count = hidden.length === 1 ? '1 namespace is' : `${hidden.length} namespaces are`
  const forbidden = hidden.every((part) => part.scope.state === 'forbidden')
  return forbidden ? `${count} hidden: you may not list ${topics[name].needs[0].resource} there.` : `${count} not shown.`
}

const detailOf = ({ namespace, scope }: ScopePart): string => {
  if (scope.state === 'forbidden') return `${namespace}: ${scope.failure.message}`
  return scope.state === 'gone' ? `${namespace}: there is no such namespace (any more)` : `${namespace}: ${scope.state}`
}

type NotAllowedProps = { name: TopicName; message: string; namespaces: Namespaces | null; onRetry: () => void }

function NotAllowed({ name, message, namespaces, onRetry }: NotAllowedProps) {
  const { context } = useLive()
  const view = useView()
  const { outcome } = useRead('access.whoami', {}, { context })
  const who = outcome?.ok ? outcome.output.username : null
  const { resource } = topics[name].needs[0]
  const asked = namespaces ?? '*'
  const open = (namespace: string): void => view.set({ ns: namespace })
  return (
    <Forbidden
      who={who}
      verb="list"
      resource={resource}
      scope={asked === '*' ? 'in the whole cluster' : `in ${asked.join(', ')}`}
      message={message}
      grant={grantYaml({ who, resource, verbs: topics[name].needs.map((need) => need.verb), namespaces: asked })}
      onRetry={onRetry}
      {...(namespaces === null ? {} : { onOpenNamespace: open })}
    />
  )
}

import { type Failure, type Namespaces, type TopicName, topics, visibleText } from '@binnacle/shared'
import { Forbidden } from '../ui/Forbidden.tsx'
import { grantYaml } from './grantYaml.ts'
import { useRead } from './useRead.ts'

export type ForbiddenTopicProps = {
  readonly topic: TopicName
  readonly context: string
  /** null for kinds that belong to no namespace. */
  readonly namespaces: Namespaces | null
  readonly failure: Failure
  readonly onRetry: () => void
  readonly onOpenNamespace?: (namespace: string) => void
}

/** A list that may not be seen: who we are there, what is missing, and what would grant it. */
export function ForbiddenCard({ topic, context, namespaces, failure, onRetry, onOpenNamespace }: ForbiddenTopicProps) {
  const { outcome } = useRead('access.whoami', {}, { context })
  const who = outcome?.ok ? outcome.output.username : null
  const { needs } = topics[topic]
  const [need] = needs
  const one = namespaces !== null && namespaces !== '*' ? (namespaces[0] ?? null) : null
  return (
    <Forbidden
      who={who}
      verb="list"
      resource={need.resource}
      scope={scopeWords(namespaces)}
      message={visibleText(failure.message)}
      grant={grantYaml({ who: who ?? 'your-user-name', needs, namespace: one, name: `binnacle-see-${need.resource}` })}
      onRetry={onRetry}
      {...(onOpenNamespace && namespaces === '*' ? { onOpenNamespace } : {})}
    />
  )
}

function scopeWords(namespaces: Namespaces | null): string {
  if (namespaces === null || namespaces === '*') return 'in the whole cluster'
  return `in ${namespaces.length === 1 ? 'the namespace' : 'the namespaces'} ${namespaces.join(', ')}`
}

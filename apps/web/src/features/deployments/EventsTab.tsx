import type { EventRow } from '@binnacle/shared'
import { useMemo } from 'react'
import { EventList } from '../../page/EventList.tsx'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { NoEvents } from './EventsAbout.tsx'
import { suffixOf } from './podWords.ts'
import type { DeploymentSeen } from './seen.ts'

/**
 * Events about the Deployment, its ReplicaSets and their pods: one watch of the namespace instead of one for each of them, picked by uid here; pods that are
 * no more are told by the name of the ReplicaSet that they begin with.
 */
export function EventsTab({ seen }: { seen: DeploymentSeen }) {
  const { deployment, replicaSets, pods } = seen
  const topic = useTopic('events', { namespaces: [deployment.namespace] })
  const all = useRows<EventRow>(topic.collection)
  const events = useMemo(() => {
    const uids = new Set([deployment.uid, ...replicaSets.map(({ uid }) => uid), ...pods.map(({ uid }) => uid)])
    const prefixes = replicaSets.map(({ name }) => `${name}-`)
    return all.filter(({ object }) => uids.has(object.uid) || (object.kind === 'Pod' && prefixes.some((prefix) => object.name.startsWith(prefix))))
  }, [all, deployment.uid, replicaSets, pods])
  return (
    <section className="card rollout-card" aria-label="Events">
      {events.length === 0 ? (
        <NoEvents topic={topic} />
      ) : (
        <EventList
          events={events}
          about={({ object }) =>
            object.uid === deployment.uid ? null : (
              <span className="text-muted" title={object.name}>
                {object.kind} <span className="font-mono text-mono">{suffixOf(object.name, deployment.name)}</span>{' '}
              </span>
            )
          }
        />
      )}
    </section>
  )
}

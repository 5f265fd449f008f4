import type { EventRow } from '@binnacle/shared'
import { EventList } from '../../page/EventList.tsx'
import { useRows } from '../../topics/useRows.ts'
import { type Topic, useTopic } from '../../topics/useTopic.ts'
import type { DeploymentSeen } from './seen.ts'

/** Events about the Deployment itself and its newest ReplicaSet, each picked by the apiserver. */
export function EventsAbout({ seen: { deployment, sets } }: { seen: DeploymentSeen }) {
  const { namespace, uid, name } = deployment
  const own = useTopic('events.about', { namespace, uid })
  const ofSet = useTopic('events.about', sets.newest === null ? null : { namespace, uid: sets.newest.uid })
  const events = [...useRows<EventRow>(own.collection), ...useRows<EventRow>(ofSet.collection)]
  if (events.length === 0) return <NoEvents topic={own} />
  return <EventList events={events} about={({ object }) => (object.name === name ? null : <span className="text-muted">ReplicaSet </span>)} />
}

export function NoEvents({ topic: { state } }: { topic: Pick<Topic<'events'>, 'state'> }) {
  if (state.state === 'forbidden' || state.state === 'refused') return <p>Its events may not be read: {state.failure.message}</p>
  const reading = state.state === 'first paint' || state.state === 'catching up'
  return <p className="text-muted">{reading ? 'Reading its events…' : 'No events. Kubernetes forgets events after about 1 hour.'}</p>
}

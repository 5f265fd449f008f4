import { EventList } from '../../page/EventList.tsx'
import { Quote } from '../../page/Quote.tsx'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'

export function PodEvents({ namespace, uid }: { namespace: string; uid: string }) {
  const topic = useTopic('events.about', { namespace, uid })
  const events = useRows(topic.collection)
  const { state } = topic.state
  if (topic.state.state === 'forbidden' || topic.state.state === 'refused') {
    return (
      <p>
        Its events may not be read: <Quote text={topic.state.failure.message} />
      </p>
    )
  }
  if (events.length === 0) {
    return (
      <p className="text-muted">
        {state === 'first paint' || state === 'catching up' ? 'Reading its events…' : 'No events. Kubernetes forgets events after about 1 hour.'}
      </p>
    )
  }
  return <EventList events={events} />
}

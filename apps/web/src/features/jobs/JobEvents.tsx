import type { EventRow } from '@binnacle/shared'
import { EventList } from '../../page/EventList.tsx'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'

type Props = {
  readonly namespace: string
  readonly uid: string
  readonly name: string
  /** Pods of this job that are known, those that are gone included. */
  readonly podUids: ReadonlySet<string>
  readonly exists: boolean
}

/** Events about the Job and its pods, out of those of its namespace. */
export function JobEvents({ namespace, uid, name, podUids, exists }: Props) {
  const topic = useTopic('events', { namespaces: [namespace] })
  const pods = useTopic('jobs.pods', { namespace, uid })
  const now = new Set(useRows(pods.collection).map((pod) => pod.uid))
  const events = useRows(topic.collection).filter(({ object }) => object.uid === uid || podUids.has(object.uid) || now.has(object.uid))
  const { state } = topic
  const nothing = () => {
    if (state.state === 'forbidden' || state.state === 'refused') return `Events may not be read: ${state.failure.message}`
    if (state.state === 'first paint' || state.state === 'catching up') return 'Reading its events…'
    return exists ? 'No events about it.' : 'No events about it any more. Kubernetes forgets events after about 1 hour.'
  }
  const about = ({ object }: EventRow) =>
    object.uid === uid ? (
      <span className="text-muted">Job </span>
    ) : (
      <span className="font-mono text-mono text-muted">{object.name.startsWith(name) ? `…${object.name.slice(name.length)}` : object.name} </span>
    )
  return (
    <section aria-labelledby="events" className="card flex min-w-0 flex-col px-3 pt-1.5 pb-2">
      <h2 id="events" className="pb-1 font-semibold">
        Events
      </h2>
      {events.length === 0 ? <p className="text-muted">{nothing()}</p> : <EventList events={events} about={about} />}
    </section>
  )
}

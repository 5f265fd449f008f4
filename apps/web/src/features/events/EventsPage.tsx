import { type EventRow, eventFamily, kubectlLine, visibleText } from '@binnacle/shared'
import { useMemo, useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { ListToolbar } from '../../page/ListToolbar.tsx'
import { counting, Summary } from '../../page/Summary.tsx'
import { TopicStates } from '../../page/TopicStates.tsx'
import { useListView } from '../../page/useListView.ts'
import { paths, useView } from '../../paths.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { AsOf, Empty, FilteredEmpty, NotKnown, Skeleton } from '../../ui/PageStates.tsx'

import { EventCard } from './EventCard.tsx'
import { eventColumns } from './eventColumns.tsx'
import { eventFilter } from './eventFilter.ts'
import { isPod } from './InvolvedObject.tsx'
import { ReasonChips } from './ReasonChips.tsx'
import { Skipped } from './Skipped.tsx'
import { useScrollHold } from './useScrollHold.ts'
import './events.css'

const newestFirst = { column: 'last-seen', descending: true }
const events = counting(
  { one: 'event', many: 'events', families: [{ family: 'attention', say: (count) => (count === 1 ? '1 warning' : `${count.toLocaleString('en')} warnings`) }] },
  eventFamily,
)
const label = (event: EventRow): string => visibleText(`${event.reason} of ${event.object.kind.toLowerCase()} ${event.object.name}`)

export function EventsPage() {
  const { context, namespaces, search, set } = useView()
  const cluster = useKubectlCluster(context)
  const topic = useTopic('events', { namespaces })
  const type = search['type'] ?? ''
  const reason = search['reason'] ?? ''
  const also = useMemo(() => eventFilter({ type, reason }), [type, reason])
  const several = namespaces === '*' || namespaces.length > 1
  const columns = useMemo(() => eventColumns.filter((column) => several || column.id !== 'namespace'), [several])
  const view = useListView({ topic, columns, sort: newestFirst, also })
  const { order, text } = view
  const [read, setRead] = useState<EventRow | null>(null)
  const { held, area, onScroll, toNewest } = useScrollHold(order)
  const open = (event: EventRow): void => {
    if (isPod(event.object)) set({ peek: paths.peek({ page: 'pods', namespace: event.object.namespace, name: event.object.name }), at: null })
    else setRead(event)
  }
  const nothing = () => {
    const chosen = [type, reason, text].filter(Boolean).join(' ')
    const clear = (): void => set({ q: null, type: null, reason: null })
    if (chosen !== '' && order.total > 0) return <FilteredEmpty what="event" filter={chosen} hidden={order.total} onClear={clear} />
    if (view.arriving) return <Skeleton what="events" />
    if (topic.state.state === 'stale') return <NotKnown what="events" />
    const command = kubectlLine({ view: 'list', resource: 'events', namespaces, watch: true }, cluster)
    return <Empty sentence="No events in the last hour. Kubernetes forgets events after about 1 hour." command={command} />
  }
  return (
    <>
      <header className="flex flex-col gap-1">
        <h1 className="text-title font-semibold">Events</h1>
        <div className="flex min-h-6 flex-wrap items-center gap-x-3">
          <Summary order={order} counting={events} />
          <span className="ml-auto flex items-center gap-2">{topic.state.state === 'stale' ? <AsOf since={topic.state.since} /> : null}</span>
        </div>
      </header>
      <ListToolbar view={view} hasWide placeholder="Filter by anything shown">
        <Button aria-pressed={type === 'Warning'} onClick={() => set({ type: type === 'Warning' ? null : 'Warning' })}>
          Warnings only
        </Button>
      </ListToolbar>
      <ReasonChips order={order} type={type} reason={reason} onChoose={(next) => set({ reason: next })} />
      <Skipped count={topic.skipped} onReadAgain={topic.resync} />
      <TopicStates name="events" topic={topic} namespaces={namespaces}>
        <div ref={area} className="event-stream" onScrollCapture={onScroll}>
          {held > 0 ? (
            <button type="button" className="event-pill" onClick={toNewest}>
              {held} new <span aria-hidden="true">↑</span>
            </button>
          ) : null}
          <Grid
            name="Events"
            order={order}
            columns={view.shown}
            sort={view.sort}
            onSort={view.onSort}
            onOpen={open}
            opened={read?.uid ?? null}
            label={label}
            dimmed={topic.state.state === 'stale'}
            empty={nothing}
          />
        </div>
        {read === null ? null : <EventCard opened={read} collection={topic.collection} onClose={() => setRead(null)} />}
      </TopicStates>
    </>
  )
}

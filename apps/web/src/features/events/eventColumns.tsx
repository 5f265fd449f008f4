import { age, type EventRow, eventFamily, visiblePieces, visibleText } from '@binnacle/shared'
import { Age } from '../../ui/Age.tsx'
import type { Column } from '../../ui/Column.ts'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { Pieces } from '../../ui/Pieces.tsx'
import { Status } from '../../ui/Status.tsx'
import { InvolvedObject } from './InvolvedObject.tsx'
import { lastSeen, lastSeenKey } from './lastSeen.ts'
import { objectText } from './objectText.ts'

/** The columns of `kubectl get events`, and how often; Namespace where several are shown. */
export const eventColumns: readonly Column<EventRow>[] = [
  {
    id: 'last-seen',
    title: 'Last seen',
    width: '92px',
    align: 'end',
    text: (event, now) => age(lastSeen(event), now / 1000),
    cell: (event) => <Age since={lastSeen(event)} />,
    sortKey: lastSeenKey,
    // Seen again is what an event is for; the count says it.
    quiet: () => true,
  },
  {
    id: 'count',
    title: 'Count',
    width: '62px',
    align: 'end',
    text: (event) => `×${event.count}`,
    cell: (event) => <Count event={event} />,
    sortKey: (event) => event.count,
  },
  {
    id: 'type',
    title: 'Type',
    width: '118px',
    text: (event) => visibleText(event.type),
    cell: (event) =>
      event.type === 'Normal' ? <span className="pl-5 text-muted">Normal</span> : <Status family={eventFamily(event)} word={visibleText(event.type)} />,
    sortKey: (event) => event.type,
  },
  {
    id: 'reason',
    title: 'Reason',
    width: 'minmax(118px, 0.7fr)',
    text: (event) => visibleText(event.reason),
    cell: (event) => (
      <span className={event.type === 'Normal' ? 'truncate' : 'truncate font-semibold'}>
        <Pieces pieces={visiblePieces(event.reason)} />
      </span>
    ),
    sortKey: (event) => event.reason,
  },
  {
    id: 'namespace',
    title: 'Namespace',
    width: 'minmax(126px, 0.8fr)',
    text: (event) => event.namespace,
    cell: (event) => <MiddleTruncated text={event.namespace} />,
    sortKey: (event) => event.namespace,
  },
  {
    id: 'object',
    title: 'Object',
    width: 'minmax(140px, 1.2fr)',
    mono: true,
    text: (event) => objectText(event.object),
    cell: (event) => <InvolvedObject object={event.object} />,
    sortKey: (event) => objectText(event.object),
  },
  {
    id: 'message',
    title: 'Message',
    width: 'minmax(220px, 3fr)',
    text: (event) => visibleText(event.message),
    cell: (event) => (
      <span className="truncate" title={visibleText(event.message)}>
        <Pieces pieces={visiblePieces(event.message)} />
      </span>
    ),
    sortKey: (event) => event.message,
  },
  {
    id: 'first-seen',
    title: 'First seen',
    width: '92px',
    align: 'end',
    wide: true,
    text: (event, now) => age(event.firstSeen, now / 1000),
    cell: (event) => <Age since={event.firstSeen} />,
    sortKey: (event) => event.firstSeen ?? 0,
  },
  { id: 'source', title: 'Source', width: 'minmax(120px, 0.7fr)', wide: true, text: (event) => visibleText(event.source), sortKey: (event) => event.source },
]

function Count({ event }: { event: EventRow }) {
  if (event.count <= 1) return <span className="text-muted">1</span>
  return <span title={event.firstSeen === null ? undefined : `since ${new Date(event.firstSeen * 1000).toLocaleString()}`}>×{event.count}</span>
}

import { type EventRow, eventFamily, visiblePieces, visibleText } from '@binnacle/shared'
import { type ReactNode, useState } from 'react'
import { Age } from '../ui/Age.tsx'
import { Pieces } from '../ui/Pieces.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'

/** So many fit beside a log; the rest is one press away. */
const FEW = 6

const lastSeen = (event: EventRow): number => event.lastSeen ?? event.firstSeen ?? event.created

/** Most times are whole seconds, and a start is many events in one: their names end in the nanosecond they were made, in hexadecimal. */
const newestFirst = (a: EventRow, b: EventRow): number => Math.floor(lastSeen(b)) - Math.floor(lastSeen(a)) || (a.name.slice(-16) < b.name.slice(-16) ? 1 : -1)

/** Events, newest first: a few, and all on request. `about` says which object one is about, where there are several. */
export function EventList({ events, about }: { events: readonly EventRow[]; about?: (event: EventRow) => ReactNode }) {
  const [all, setAll] = useState(false)
  const sorted = [...events].sort(newestFirst)
  const shown = all ? sorted : sorted.slice(0, FEW)
  return (
    <>
      <ol className="flex flex-col">
        {shown.map((event) => (
          <EventLine key={event.uid} event={event}>
            {about?.(event)}
          </EventLine>
        ))}
      </ol>
      {sorted.length > FEW ? (
        <button type="button" className="button" data-kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show the newest only' : `Show ${sorted.length - FEW} more`}
        </button>
      ) : null}
    </>
  )
}

function EventLine({ event, children }: { event: EventRow; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[14px_1fr_auto] gap-x-2 border-b border-border py-1 last:border-0" data-type={event.type}>
      <span className="pt-0.5">
        {event.type === 'Normal' ? <span className="mx-1 inline-block size-1.5 rounded-full bg-idle" /> : <StatusGlyph family={eventFamily(event)} />}
      </span>
      <span className="min-w-0 break-words">
        {event.type === 'Normal' ? null : <span className="sr-only">{visibleText(event.type)}: </span>}
        {children}
        <strong className="font-semibold">
          <Pieces pieces={visiblePieces(event.reason)} />
        </strong>{' '}
        <Pieces pieces={visiblePieces(event.message)} />
      </span>
      <span className="text-right whitespace-nowrap text-muted">
        {event.count > 1 ? <span title={`seen ${event.count} times`}>×{event.count} · </span> : null}
        <Age since={lastSeen(event)} />
      </span>
    </li>
  )
}

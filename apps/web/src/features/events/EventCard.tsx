import { type EventRow, eventFamily, visiblePieces, visibleText } from '@binnacle/shared'
import { type KeyboardEvent, useCallback, useSyncExternalStore } from 'react'
import type { Collection } from '../../topics/Collection.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { Pieces } from '../../ui/Pieces.tsx'
import { Status } from '../../ui/Status.tsx'
import { lastSeen } from './lastSeen.ts'
import { objectText } from './objectText.ts'

type Props = { readonly opened: EventRow; readonly collection: Collection<EventRow>; readonly onClose: () => void }

/** All of an event whose object has no page of its own. It stays after Kubernetes has forgotten the event. */
export function EventCard({ opened, collection, onClose }: Props) {
  const subscribe = useCallback((listener: () => void) => collection.subscribeRow(opened.uid, listener), [collection, opened.uid])
  const event = useSyncExternalStore(subscribe, () => collection.get(opened.uid)) ?? opened
  const close = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape') return
    key.preventDefault()
    key.stopPropagation()
    onClose()
  }
  return (
    <section aria-label="Event" className="card flex max-h-[40%] shrink-0 flex-col gap-1.5 overflow-auto px-4 py-3" onKeyDown={close}>
      <div className="flex flex-wrap items-center gap-x-3">
        <Status family={event.type === 'Normal' ? 'done' : eventFamily(event)} word={visibleText(event.type)} />
        <strong className="font-semibold">
          <Pieces pieces={visiblePieces(event.reason)} />
        </strong>
        <span className="font-mono text-mono">{objectText(event.object)}</span>
        <span className="text-muted">
          seen {event.count === 1 ? 'once' : `${event.count.toLocaleString('en')} times`}, last <Age since={lastSeen(event)} /> ago
          {event.firstSeen === null ? null : (
            <>
              , first <Age since={event.firstSeen} /> ago
            </>
          )}
          {event.source === '' ? '' : `, told by ${visibleText(event.source)}`}
        </span>
        <Button kind="quiet" className="ml-auto" aria-label="Close the event" onClick={onClose}>
          ✕
        </Button>
      </div>
      <p className="font-mono text-mono break-words whitespace-pre-wrap">
        <Pieces pieces={visiblePieces(event.message)} />
      </p>
    </section>
  )
}

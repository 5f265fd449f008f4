import { lazy, Suspense, useRef, useState, useSyncExternalStore } from 'react'
import { isRunning } from '../../commands/Activity.ts'
import { useActivity, useOwnActions } from '../../commands/ActivityContext.ts'
import { Popover } from '../../ui/Popover.tsx'
import { LineIcon } from './LineIcon.tsx'

const ActivityPanel = lazy(() => import('./ActivityPanel.tsx').then((module) => ({ default: module.ActivityPanel })))
const UndoQuestion = lazy(() => import('../../page/UndoQuestion.tsx').then((module) => ({ default: module.UndoQuestion })))

/** What was asked of clusters in this tab, and how many of it are still on their way. Questions before an undo open here, wherever they were asked for. */
export function ActivityBell() {
  const activity = useActivity()
  const running = useOwnActions().filter(isRunning).length
  const asked = useSyncExternalStore(activity.subscribe, activity.undoAsked)
  const bell = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const undone = asked === null ? undefined : activity.of(asked)
  return (
    <>
      <button
        ref={bell}
        type="button"
        className="pill"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={running === 0 ? 'Activity' : `Activity: ${running} running`}
        title="Activity: what you asked for in this tab"
        onClick={() => setOpen(!open)}
      >
        <LineIcon d="M3.2 11.4c.9-.8 1.3-1.8 1.3-3.5V6.8a3.5 3.5 0 0 1 7 0v1.1c0 1.7.4 2.7 1.3 3.5zM6.6 13.4a1.5 1.5 0 0 0 2.8 0M8 3.3V2" />
        {running > 0 && <span className="bell-count">{running}</span>}
      </button>
      {open && (
        <Popover anchor={bell} label="Activity" onClose={() => setOpen(false)} className="activity">
          <Suspense>
            <ActivityPanel
              onLeave={() => {
                // What comes next gives the keyboard back to where it was.
                bell.current?.focus()
                setOpen(false)
              }}
            />
          </Suspense>
        </Popover>
      )}
      {undone?.undo && (
        <Suspense>
          <UndoQuestion key={undone.id} action={undone} undo={undone.undo} anchor={bell} onClose={() => activity.askUndo(null)} />
        </Suspense>
      )}
    </>
  )
}

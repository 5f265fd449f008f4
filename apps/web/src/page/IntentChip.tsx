import { useSyncExternalStore } from 'react'
import { type Action, isRunning } from '../commands/Activity.ts'
import { useActivity } from '../commands/ActivityContext.ts'
import { useTicking } from '../ui/Time.ts'
import { intentText } from './intentText.ts'

/** How long the end of an action stays at its object (ms): longer where it did not happen. */
const DONE_MS = 6_000
const FAILED_MS = 60_000

/** Our own wish for an object and how far it has come; the status beside it stays the cluster's. `short`: for the cell of a table. */
export function IntentChip({ uid, short = false }: { uid: string; short?: boolean }) {
  const activity = useActivity()
  const action = useSyncExternalStore(activity.subscribe, () => activity.about(uid))
  return action ? <Chip action={action} short={short} /> : null
}

function Chip({ action, short }: { action: Action; short: boolean }) {
  const shown = useTicking((now) => isRunning(action) || now - action.at < stay(action))
  const { state, wish } = action
  if (!shown) return null
  const failed = state === 'refused' || state === 'unknown'
  const tone = failed ? 'fail' : action.late ? 'attention' : state === 'done' ? 'ok' : 'progress'
  const words = short ? shortText(wish, state) : intentText(action)
  return (
    <span role="status" className={`chip ${short ? '' : 'min-w-0 py-0.5 whitespace-normal [overflow-wrap:anywhere]'}`} data-tone={tone} data-write={state}>
      {words}
    </span>
  )
}

function stay({ state, doneMs }: Action): number {
  return state === 'refused' || state === 'unknown' ? FAILED_MS : (doneMs ?? 0) + DONE_MS
}

function shortText(wish: string, state: Action['state']): string {
  return state === 'done' && wish === 'delete' ? 'deleted' : `${wish} ${state}`
}

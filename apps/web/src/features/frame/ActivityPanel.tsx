import type { Action } from '../../commands/Activity.ts'
import { useOwnActions } from '../../commands/ActivityContext.ts'
import { stateText, undoWord } from '../../page/intentText.ts'
import { useActions } from '../../page/useAction.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { type Family, StatusGlyph } from '../../ui/StatusGlyph.tsx'

const FAMILIES: Readonly<Record<Action['state'], Family>> = {
  sent: 'progress',
  accepted: 'progress',
  seen: 'progress',
  done: 'ok',
  refused: 'fail',
  unknown: 'unknown',
}

/** The last own actions, newest first. `onLeave`: something else takes the place of this panel. */
export function ActivityPanel({ onLeave }: { onLeave: () => void }) {
  const actions = useOwnActions()
  return (
    <>
      <h2 className="text-section font-semibold">Activity</h2>
      {actions.length === 0 ? (
        <p className="pt-2 text-muted">
          Nothing was asked of a cluster in this tab yet. What you change is listed here, with its command and, where there is one, its undo.
        </p>
      ) : (
        <ol aria-label="Own actions" className="flex flex-col">
          {actions.map((action) => (
            <Entry key={action.id} action={action} onLeave={onLeave} />
          ))}
        </ol>
      )}
    </>
  )
}

function Entry({ action, onLeave }: { action: Action; onLeave: () => void }) {
  const { takeBack } = useActions(action.context)
  const { target, state, wish, context, line, at, undo, undoneBy, followed } = action
  const place = target.namespace === null ? context : `${context} · ${target.namespace}`
  const failed = state === 'refused' || state === 'unknown'
  return (
    <li className="flex flex-col gap-1 border-t border-border py-2.5 first:border-t-0" data-write={state}>
      <div className="flex items-baseline gap-2">
        <span className="self-center">
          <StatusGlyph family={state === 'accepted' && !followed ? 'done' : FAMILIES[state]} />
        </span>
        <span className="min-w-0 grow [overflow-wrap:anywhere]">
          <strong className="font-semibold">{wish}</strong> {target.kind} <span className="font-mono text-mono">{target.name}</span>
        </span>
        <span className="shrink-0 text-muted">
          <Age since={at / 1000} />
        </span>
      </div>
      <p className={`[overflow-wrap:anywhere] ${failed ? 'text-fail-text' : ''}`}>
        {stateText(action)}
        {undoneBy !== null && <span className="text-muted"> · taken back</span>}
      </p>
      <p className="text-meta text-muted [overflow-wrap:anywhere]">{place}</p>
      <div className="flex items-center gap-1.5">
        {line === null ? (
          <span className="grow" />
        ) : (
          <>
            <code className="code min-w-0 grow truncate py-1!" title={line}>
              {line}
            </code>
            <CopyButton text={line} label={`Copy the command of ${wish} ${target.name}`} />
          </>
        )}
        {undo && undoneBy === null && (
          <Button
            aria-label={`${undoWord(action)}: ${wish} ${target.name}`}
            onClick={() => {
              onLeave()
              takeBack(action.id)
            }}
          >
            {undoWord(action)}
          </Button>
        )}
      </div>
    </li>
  )
}

import type { CommandInput, CommandName, CommandOutput, Outcome } from '@binnacle/shared'
import { createElement, useMemo } from 'react'
import type { Activity, Before } from '../commands/Activity.ts'
import { useActivity } from '../commands/ActivityContext.ts'
import { type Note, useSend } from '../commands/useSend.ts'
import { useLive } from '../topics/LiveContext.tsx'
import { Button } from '../ui/Button.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { type Notice, useNotices } from '../ui/Notices.tsx'
import { useTime } from '../ui/Time.ts'
import type { ActionKind } from './ActionKind.ts'
import { actionKinds, tierOf } from './actionKinds.ts'
import type { Follow } from './follow.ts'
import { followAction } from './followAction.ts'
import { outcomeText, undoWord } from './intentText.ts'

export type ActionHow<N extends CommandName> = Note & {
  /** What was there before, as far as the undo needs it: the revision for setImage, restart and undo, the cause for annotateCause. Without it there is none. */
  readonly before?: Before
  /** How the watch shows it, instead of what `actionKinds` says; null follows nothing. */
  readonly follow?: Follow<N> | null
  /** `refusals elsewhere`: whoever asks shows them (a dialog that stays open). `nothing`: whoever asks tells everything. */
  readonly notice?: 'all' | 'refusals elsewhere' | 'nothing'
}

type Answer<N extends CommandName> = Promise<Outcome<CommandOutput<N>>>
export type Act<N extends CommandName> = (input: CommandInput<N>, how?: ActionHow<N>) => Answer<N>
type ActAny = <N extends CommandName>(name: N, input: CommandInput<N>, how?: ActionHow<N>) => Answer<N>

/**
 * Sends a command, follows it by the watch to its end (also when the page is left), tells what came of it in a notice (with Undo where something takes
 * it back) and keeps it in the activity list. The promise is the answer to the asking only; what goes on is seen at the object with `IntentChip`.
 */
export function useAction<N extends CommandName>(name: N): Act<N> {
  const { act } = useActions()
  return useMemo<Act<N>>(() => (input, how) => act(name, input, how), [act, name])
}

/** `act`: `useAction` for whichever command. `takeBack`: undoes an action, after asking what its tier asks. Both in this context or in another. */
export function useActions(elsewhere?: string): { readonly act: ActAny; takeBack(id: string): void } {
  const { socket, context: here } = useLive()
  const context = elsewhere ?? here
  const send = useSend(context)
  const activity = useActivity()
  const notices = useNotices()
  const announce = useAnnounce()
  const time = useTime()
  return useMemo(() => {
    const act: ActAny = async <N extends CommandName>(name: N, input: CommandInput<N>, how: ActionHow<N> = {}) => {
      const kind: ActionKind<N> | undefined = actionKinds[name]
      const { id, outcome } = send(name, input, { ...(kind ? { wish: kind.wish(input) } : {}), ...how })
      const followed = how.follow === undefined ? kind?.follow : how.follow
      const following = followed && id !== '' ? followAction<N>({ id, activity, time, input, watching: followed(socket, context, input) }) : null
      const answer = await outcome
      const { before = {} } = how
      // A dry run is no action: there is nothing to tell, to follow or to take back.
      const notice = id === '' ? 'nothing' : (how.notice ?? 'all')
      if (!answer.ok) {
        following?.stop()
        if (notice === 'all') notices.show({ tone: 'fail', text: outcomeText(activity.of(id), '') })
        return answer
      }
      activity.change(id, () => ({ undo: kind?.undo?.({ input, output: answer.output, before }) ?? null }))
      following?.accepted(answer.output)
      if (notice !== 'nothing') tellOf(id, { activity, did: kind?.did(input) ?? '', show: notices.show, announce, onUndo: () => takeBack(id) })
      return answer
    }
    const takeBack = (id: string) => {
      const { undo } = activity.of(id) ?? {}
      if (!undo) return
      if (tierOf(undo.command, undo.input) !== 'none') activity.askUndo(id)
      else void act(undo.command, undo.input, { undoes: id, before: undo.before ?? {} })
    }
    return { act, takeBack }
  }, [send, activity, notices, announce, time, socket, context])
}

type Telling = {
  readonly activity: Activity
  readonly did: string
  readonly onUndo: () => void
  announce(text: string): void
  show(notice: Notice): (later: Notice) => void
}

/** A notice that is brought up to date once, when the action has come to its end. */
function tellOf(id: string, { activity, did, show, announce, onUndo }: Telling): void {
  const said = (): Notice => {
    const action = activity.of(id)
    const undoable = action?.undo && action.undoneBy === null ? action : null
    return {
      tone: action?.state === 'done' ? 'ok' : 'plain',
      text: outcomeText(action, did),
      ...(undoable ? { action: createElement(Button, { kind: 'link', onClick: onUndo }, undoWord(undoable)) } : {}),
    }
  }
  const update = show(said())
  if (activity.of(id)?.followed !== true) return
  const end = activity.subscribe(() => {
    const { followed, undoneBy } = activity.of(id) ?? {}
    if (followed === true) return
    end()
    if (undoneBy !== null) return
    update(said())
    // Another notice may have taken its place: then nothing else would say it.
    announce(said().text)
  })
}

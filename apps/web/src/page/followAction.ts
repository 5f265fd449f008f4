import type { CommandInput, CommandName, CommandOutput } from '@binnacle/shared'
import type { Activity } from '../commands/Activity.ts'
import type { Time } from '../ui/Time.ts'
import type { Sent, Watching } from './follow.ts'

/** Accepted, and not seen within this time (ms): then it is said, and everything is asked for again. */
const LATE_MS = 3_000
/** A rollout may take its time; after this (ms) nobody looks any more. */
const FOLLOW_MS = 15 * 60_000

type Parts<N extends CommandName> = {
  readonly id: string
  readonly activity: Activity
  readonly time: Time
  readonly watching: Watching<N>
  readonly input: CommandInput<N>
}

/** Follows an action by the watch, from its sending to its end, also when the page that sent it is left. Tell it the output once there is one. */
export function followAction<N extends CommandName>({
  id,
  activity,
  time,
  watching,
  input,
}: Parts<N>): { accepted(output: CommandOutput<N>): void; stop(): void } {
  const at = activity.of(id)?.at ?? time.now()
  let sent: Sent<N> | null = null
  const ends: (() => void)[] = []
  const stop = () => {
    for (const end of ends.splice(0)) end()
    activity.change(id, () => ({ followed: false }))
  }
  const look = () => {
    if (sent === null || ends.length === 0) return
    const { step, progress } = watching.look(sent)
    if (step === 'seen' || step === 'done') activity.saw(id, { step, ms: time.now() - at, progress })
    if (step === 'gone') activity.change(id, () => ({ progress: 'it is no more', late: false }))
    if (step === 'done' || step === 'gone') stop()
  }
  activity.change(id, () => ({ followed: true }))
  ends.push(watching.subscribe(look), time.after(FOLLOW_MS, stop))
  return {
    stop,
    accepted: (output) => {
      sent = { input, output }
      look()
      if (ends.length === 0) return
      const late = time.after(LATE_MS, () => {
        if (activity.of(id)?.state !== 'accepted') return
        activity.change(id, () => ({ late: true }))
        watching.resync()
      })
      ends.push(late)
    },
  }
}

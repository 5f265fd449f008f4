import type { Target } from '../fuzz/Target.ts'
import type { Diary } from './Diary.ts'

/** A namespace of a cluster in which a story is played, and the diary that is kept of it. */
export type Stage = {
  readonly api: Target
  readonly diary: Diary
  /** Lets time pass. */
  readonly elapse: (ms: number) => Promise<void>
}

const LOOK_MS = 100
const PATIENCE_MS = 600_000

/** Lets time pass until the diary tells what is wanted; throws when it does not. */
export async function until({ diary, elapse }: Stage, what: string, wanted: () => boolean): Promise<void> {
  for (let waited = 0; !wanted(); waited += LOOK_MS) {
    if (waited > PATIENCE_MS) throw new Error(`not ${what} after ${PATIENCE_MS / 1000} s; the diary tells\n${diary.lines.join('\n')}`)
    await elapse(LOOK_MS)
  }
}

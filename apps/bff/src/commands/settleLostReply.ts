import type { Failure, Outcome } from '@binnacle/shared'
import type { CommandTools } from './Command.ts'

/** Waits before each look at what became of a change after a lost reply: a cut connection heals at once or takes a moment. */
const LOOK_AGAIN_AFTER_MS = [0, 500, 2_000]

/** What one look at the object says of the change. `open`: this look says nothing. */
export type Sight<Output> = { readonly is: 'settled'; readonly outcome: Outcome<Output> } | { readonly is: 'not done' } | { readonly is: 'open' }

export type LostReply<Output> = {
  readonly lost: Failure
  look(): Promise<Sight<Output>>
  /** Ends of the sentence that begins with the failure's own words. */
  readonly words: { readonly notDone: string; readonly unknown: string }
}

/**
 * Settles a change whose reply was lost by looking at the object; the change is never sent again. A change that is not there yet may still be on its way,
 * so all looks are taken before it counts as not done.
 */
export async function settleLostReply<Output>({ lost, look, words }: LostReply<Output>, { clock }: CommandTools): Promise<Outcome<Output>> {
  let seen: Sight<Output> = { is: 'open' }
  for (const ms of LOOK_AGAIN_AFTER_MS) {
    if (ms > 0) await new Promise<void>((resolve) => clock.after(ms, resolve))
    const sight = await look()
    if (sight.is === 'settled') return sight.outcome
    seen = sight
  }
  const end = seen.is === 'not done' ? `no answer; ${words.notDone}` : `no answer, state unknown: ${words.unknown}`
  return { ok: false, failure: { ...lost, message: `${lost.message} (${end})` } }
}

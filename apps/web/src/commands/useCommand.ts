import type { CommandInput, CommandName, CommandOutput, Outcome } from '@binnacle/shared'
import { useCallback } from 'react'
import { type Note, useSend } from './useSend.ts'

/**
 * Asks the cluster to do something. What came of it is the answer here, and what the watch says in the tables: one never writes into the other.
 * It is in the activity list by itself; `page/useAction` also follows it to its end.
 */
export function useCommand<N extends CommandName>(name: N, context: string): (input: CommandInput<N>, note?: Note) => Promise<Outcome<CommandOutput<N>>> {
  const send = useSend(context)
  return useCallback((input, note) => send(name, input, note).outcome, [send, name])
}

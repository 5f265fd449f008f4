import type { CommandInput, CommandName, CommandOutput, Outcome } from '@binnacle/shared'
import { useMutation } from '@tanstack/react-query'
import { useApi } from './ApiContext.ts'

/** Asks the cluster to do something. What came of it is the answer here, and what the watch says in the tables: one never writes into the other. */
export function useCommand<N extends CommandName>(name: N, context: string): (input: CommandInput<N>) => Promise<Outcome<CommandOutput<N>>> {
  const api = useApi()
  const { mutateAsync } = useMutation<Outcome<CommandOutput<N>>, Error, CommandInput<N>>({ mutationFn: (input) => api.command(context, name, input) })
  return mutateAsync
}

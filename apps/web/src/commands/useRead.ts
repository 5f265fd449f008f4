import type { Outcome, ReadInput, ReadName, ReadOutput } from '@binnacle/shared'
import { useQuery } from '@tanstack/react-query'
import { useApi } from './ApiContext.ts'

type Options = {
  /** The kubeconfig context; null asks nothing. */
  readonly context: string | null
  /** How long an answer is good (ms). */
  readonly fresh?: number
  /** Ask again this often (ms) while it failed. */
  readonly retryEvery?: number
  /** Ask again this often (ms), whatever was answered. */
  readonly askEvery?: number
}

const MINUTE = 60_000

/** One-shot read: undefined until it is answered, then the answer or why there is none. */
export function useRead<N extends ReadName>(
  name: N,
  input: ReadInput<N>,
  { context, fresh = MINUTE, retryEvery, askEvery }: Options,
): { outcome: Outcome<ReadOutput<N>> | undefined; again(): void } {
  const api = useApi()
  const query = useQuery<Outcome<ReadOutput<N>>>({
    queryKey: ['read', context, name, input],
    queryFn: () => api.read(context ?? '', name, input),
    enabled: context !== null,
    staleTime: fresh,
    structuralSharing: false,
    refetchInterval: (asked) => askEvery ?? (retryEvery !== undefined && asked.state.data?.ok === false ? retryEvery : false),
  })
  return { outcome: query.data, again: () => void query.refetch() }
}

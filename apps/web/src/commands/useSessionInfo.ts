import type { Outcome, SessionInfo } from '@binnacle/shared'
import { useQuery } from '@tanstack/react-query'
import { useApi } from './ApiContext.ts'

/** While there is no real cluster to open, ask this often (ms) whether one has come. */
const LOOK_AGAIN_MS = 2_000

/** What this Binnacle is and which contexts it knows; undefined until it has answered. Asks again while there is none but the demo cluster. */
export function useSessionInfo(): Outcome<SessionInfo> | undefined {
  const api = useApi()
  const query = useQuery<Outcome<SessionInfo>>({
    queryKey: ['session'],
    queryFn: () => api.session(),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: true,
    refetchInterval: ({ state }) => (state.data?.ok && state.data.output.contexts.some(({ simulated }) => !simulated) ? false : LOOK_AGAIN_MS),
  })
  return query.data
}

import type { Outcome, SessionInfo } from '@binnacle/shared'
import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useApi } from './ApiContext.ts'
import type { Api } from './api.ts'

/** While there is no real cluster to open, ask this often (ms) whether one has come. */
const LOOK_AGAIN_MS = 2_000
/** While the demo cluster starts, ask this often (ms) whether it has. */
const STARTED_MS = 250

export const SESSION_KEY = ['session'] as const

/** What this Binnacle is and which contexts it knows; undefined until it has answered. */
export function useSessionInfo(): Outcome<SessionInfo> | undefined {
  return useQuery(asked(useApi())).data
}

/** The same for the root of a page, which keeps it true for all: asks again while there is no context but the demo cluster's, and while `open` is that one and starts. */
export function useSessionWatch(open?: string): Outcome<SessionInfo> | undefined {
  return useQuery({ ...asked(useApi()), refetchInterval: ({ state }) => askAgainIn(state.data, open) }).data
}

const asked = (api: Api): UseQueryOptions<Outcome<SessionInfo>> => ({
  queryKey: SESSION_KEY,
  queryFn: () => api.session(),
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: true,
})

function askAgainIn(session: Outcome<SessionInfo> | undefined, open: string | undefined): number | false {
  const contexts = session?.ok ? session.output.contexts : []
  const demo = contexts.find(({ simulated }) => simulated)
  if (demo && demo.name === open && demo.kubeconfig === undefined) return STARTED_MS
  return contexts.some(({ simulated }) => !simulated) ? false : LOOK_AGAIN_MS
}

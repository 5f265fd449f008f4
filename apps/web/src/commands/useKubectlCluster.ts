import type { KubectlCluster, Outcome, SessionInfo } from '@binnacle/shared'
import { useMemo } from 'react'
import { useSessionInfo } from './useSessionInfo.ts'

/** How lines for a terminal name the cluster of a context; null while nobody can tell: until Binnacle has answered, and until the demo cluster has started. */
export function useToldCluster(context: string): KubectlCluster | null {
  const session = useSessionInfo()
  return useMemo(() => (session === undefined ? null : clusterOf(session, context)), [session, context])
}

/** The same for what is inside of the frame, which shows nothing with a line before that can be told. */
export function useKubectlCluster(context: string): KubectlCluster {
  const told = useToldCluster(context)
  return useMemo(() => told ?? { context }, [told, context])
}

function clusterOf(session: Outcome<SessionInfo>, context: string): KubectlCluster | null {
  const { simulated, kubeconfig } = (session.ok && session.output.contexts.find(({ name }) => name === context)) || {}
  if (kubeconfig) return { kubeconfig: kubeconfig.path, away: kubeconfig.away }
  return simulated && kubeconfig === undefined ? null : { context }
}

import type { ContextSummary } from '@binnacle/shared'
import { useSessionInfo } from './useSessionInfo.ts'

/** The contexts that can be opened. `told`: Binnacle has said which there are; until then all is empty. */
type Contexts = {
  readonly told: boolean
  readonly all: readonly ContextSummary[]
  /** Those of the kubeconfig. */
  readonly real: readonly ContextSummary[]
  /** The one of the demo cluster. */
  readonly demo: ContextSummary | undefined
}

export function useContexts(): Contexts {
  const session = useSessionInfo()
  const all = session?.ok ? session.output.contexts : []
  return { told: session?.ok === true, all, real: all.filter(({ simulated }) => !simulated), demo: all.find(({ simulated }) => simulated) }
}

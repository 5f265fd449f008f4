import type { PodRow } from '@binnacle/shared'
import { createContext, use } from 'react'

export type DeletionsValue = {
  /** Asks whether these pods shall be deleted, at the element where the wish was spoken. */
  ask(pods: readonly PodRow[], anchor: Element | null): void
  /** Why nothing in these namespaces can be deleted now; null when it can. */
  refusal(pods: readonly PodRow[]): string | null
  readonly asking: boolean
}

export const DeletionsContext = createContext<DeletionsValue | null>(null)

export function useDeletions(): DeletionsValue {
  const deletions = use(DeletionsContext)
  if (!deletions) throw new Error('Deletions is missing above this component')
  return deletions
}

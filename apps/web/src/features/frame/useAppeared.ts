import { useState } from 'react'
import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { useIsSimulated } from './useIsSimulated.ts'

/** The real context that came while this page showed the demo cluster; null when none did, or it was heard of. */
export function useAppeared(): { appeared: string | null; dismiss: () => void } {
  const session = useSessionInfo()
  const simulated = useIsSimulated()
  const [dismissed, setDismissed] = useState(false)
  const [before, setBefore] = useState<readonly string[] | null>(null)
  const real = session?.ok ? session.output.contexts.filter((context) => !context.simulated).map(({ name }) => name) : null
  if (before === null && real !== null) setBefore(real)
  const appeared = (simulated && !dismissed && before?.length === 0 && real?.[0]) || null
  return { appeared, dismiss: () => setDismissed(true) }
}

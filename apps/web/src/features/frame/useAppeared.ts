import { useState } from 'react'
import { useContexts } from '../../commands/useContexts.ts'
import { useIsSimulated } from './useIsSimulated.ts'

/** The real context that came while this page showed the demo cluster; null when none did, or it was heard of. */
export function useAppeared(): { appeared: string | null; dismiss: () => void } {
  const { told, real } = useContexts()
  const simulated = useIsSimulated()
  const [dismissed, setDismissed] = useState(false)
  const [before, setBefore] = useState<number | null>(null)
  if (before === null && told) setBefore(real.length)
  const appeared = (simulated && !dismissed && before === 0 && real[0]?.name) || null
  return { appeared, dismiss: () => setDismissed(true) }
}

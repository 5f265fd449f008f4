import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { SESSION_KEY } from '../../commands/useSessionInfo.ts'
import { useLink } from '../../topics/useLink.ts'

/** Asks Binnacle again which contexts there are when it was away: another process may answer now, with another demo cluster. */
export function useAskAfterLoss(): void {
  const queries = useQueryClient()
  const { state } = useLink().link
  const lost = useRef(false)
  useEffect(() => {
    if (state === 'lost') lost.current = true
    if (state !== 'open' || !lost.current) return
    lost.current = false
    void queries.invalidateQueries({ queryKey: SESSION_KEY })
  }, [state, queries])
}

import { useSyncExternalStore } from 'react'
import { useLive } from './LiveContext.tsx'
import type { LinkView } from './PageState.ts'

/** The link to the BFF, and renders when it changes. */
export const useLink = (): LinkView => {
  const { link } = useLive().socket
  return useSyncExternalStore(link.subscribe, link.get)
}

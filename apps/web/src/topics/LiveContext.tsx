import { createContext, useContext } from 'react'
import type { Live } from './Live.ts'

/** The page's live socket and the Kubernetes context it looks at. */
export const LiveContext = createContext<{ readonly socket: Live; readonly context: string } | null>(null)

export const useLive = (): { readonly socket: Live; readonly context: string } => {
  const live = useContext(LiveContext)
  if (!live) throw new Error('LiveContext is missing above this component')
  return live
}

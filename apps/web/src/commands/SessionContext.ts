import { createContext, use, useSyncExternalStore } from 'react'
import type { Session, SessionState } from './Session.ts'

export const SessionContext = createContext<Session | null>(null)

export function useSession(): SessionState {
  const session = use(SessionContext)
  if (!session) throw new Error('SessionContext is missing above this component')
  return useSyncExternalStore(session.subscribe, session.get)
}

import type { ReactNode } from 'react'
import { useSession } from '../../commands/SessionContext.ts'
import { LoginPage } from './LoginPage.tsx'

/** The page is behind the login; the address stays what it is, so a deep link survives. */
export function LoginGate({ children }: { children: ReactNode }) {
  const session = useSession()
  switch (session.state) {
    case 'asking':
      return null
    case 'signed in':
      return children
    case 'signed out':
      return <LoginPage why={session.why} />
  }
}

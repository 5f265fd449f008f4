import { lazy, type ReactNode, Suspense } from 'react'
import { useSession } from '../../commands/SessionContext.ts'

const LoginPage = lazy(() => import('./LoginPage.tsx').then((module) => ({ default: module.LoginPage })))

/** The page is behind the login; the address stays what it is, so a deep link survives. */
export function LoginGate({ children }: { children: ReactNode }) {
  const session = useSession()
  switch (session.state) {
    case 'asking':
      return null
    case 'signed in':
      return children
    case 'signed out':
      return (
        <Suspense>
          <LoginPage why={session.why} />
        </Suspense>
      )
  }
}

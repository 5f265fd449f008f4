import { Navigate } from '@tanstack/react-router'
import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { FirstRun } from './FirstRun.tsx'
import { remembered } from './remembered.ts'

/** The last context, else the current one of the kubeconfig; without any, the first-run page, until one appears. */
export function Home() {
  const session = useSessionInfo()
  if (!session) return null
  const contexts = session.ok ? session.output.contexts : []
  const last = contexts.find(({ name }) => name === remembered.context())
  const chosen = last ?? contexts.find(({ current }) => current) ?? contexts[0]
  if (chosen) return <Navigate to="/c/$context/pods" params={{ context: chosen.name }} replace />
  return <FirstRun problem={session.ok ? session.output.problem : session.failure.message} />
}

import { lazy, Suspense } from 'react'
import { useContexts } from '../../commands/useContexts.ts'
import { useSessionWatch } from '../../commands/useSessionInfo.ts'
import { paths } from '../../paths.ts'
import { Redirect } from '../../ui/Redirect.tsx'
import { remembered } from './remembered.ts'

const FirstRun = lazy(() => import('./FirstRun.tsx').then((module) => ({ default: module.FirstRun })))

/** The last context, else the current one, else the first that the kubeconfig has; without any, the first-run page, until one appears. */
export function Home() {
  const session = useSessionWatch()
  const { all, real, demo } = useContexts()
  if (!session) return null
  const last = all.find(({ name }) => name === remembered.context())
  const chosen = last ?? all.find(({ current }) => current) ?? real[0]
  if (chosen) return <Redirect to={paths.page(chosen.name, 'pods')} />
  return (
    <Suspense>
      <FirstRun problem={session.ok ? session.output.problem : session.failure.message} demo={demo?.name} />
    </Suspense>
  )
}

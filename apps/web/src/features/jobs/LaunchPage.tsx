import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { keptSearch, paths, useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { LaunchForm } from './LaunchForm.tsx'
import './jobs.css'

/** The form that launches a timed job. */
export function LaunchPage() {
  const { context, search, namespaces } = useView()
  const session = useSessionInfo()
  const live = useLive()
  if (!session) return null
  const known = session.ok ? session.output.contexts.find(({ name }) => name === live.context)?.namespace : null
  const [one, ...others] = namespaces === '*' ? [] : namespaces
  return (
    <>
      <header className="flex flex-col">
        <PageTitle title="Launch a job">
          <Link href={paths.page(context, 'jobs', keptSearch(search))}>All jobs</Link>
        </PageTitle>
        <p className="text-muted">It runs for the time you give it, then the cluster ends it. You watch it here, sample by sample.</p>
      </header>
      <LaunchForm namespace={one !== undefined && others.length === 0 ? one : (known ?? 'default')} />
    </>
  )
}

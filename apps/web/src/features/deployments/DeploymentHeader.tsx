import { deploymentFamily } from '@binnacle/shared'
import { keptSearch, paths, useView } from '../../paths.ts'
import type { PageState } from '../../topics/PageState.ts'
import { Age } from '../../ui/Age.tsx'
import { Link } from '../../ui/Link.tsx'
import { AsOf } from '../../ui/PageStates.tsx'
import { useTicking } from '../../ui/Time.ts'
import { DeploymentActions } from './DeploymentActions.tsx'
import type { DeploymentSeen } from './seen.ts'
import type { AskDeployment } from './useDeploymentQuestions.tsx'

/** Whose it is, its name, and what can be done to it. */
export function DeploymentHeader({ seen, state, ask }: { seen: DeploymentSeen; state: PageState; ask: AskDeployment }) {
  const { deployment, deleted } = seen
  const { namespace, name, created, selector } = deployment
  const { context, search } = useView()
  const family = useTicking((now) => deploymentFamily(deployment, now / 1000))
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 grow basis-80">
        <p className="flex flex-wrap items-center gap-x-1.5 text-meta text-muted">
          <Link href={paths.page(context, 'deployments', { ...keptSearch(search), ns: search.ns ?? namespace })} className="text-muted">
            Deployments
          </Link>
          <span aria-hidden="true">›</span>
          <span>{namespace}</span>
          <span aria-hidden="true">·</span>
          <span>
            created <Age since={created} /> ago
          </span>
          <span aria-hidden="true">·</span>
          <span className="min-w-0 truncate font-mono" title={`Selector: ${selector}`}>
            {selector}
          </span>
        </p>
        <h1 className="flex min-w-0 items-center gap-2 text-title font-semibold" data-family={deleted ? 'leaving' : family}>
          <span className="min-w-0 break-all">{name}</span>
          {state.state === 'stale' ? <AsOf since={state.since} /> : null}
        </h1>
      </div>
      <DeploymentActions seen={seen} ask={ask} />
    </header>
  )
}

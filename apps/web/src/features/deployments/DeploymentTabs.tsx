import { IntentChip } from '../../page/IntentChip.tsx'
import { paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { type DeploymentTab, deploymentTabs } from './deploymentTab.ts'
import type { DeploymentSeen } from './seen.ts'

const titles: Readonly<Record<DeploymentTab, string>> = { rollout: 'Rollout', history: 'History', events: 'Events' }

/** The parts of the page, each with its own address; beside them how far one's own wish for the deployment has come. */
export function DeploymentTabs({ seen, tab }: { seen: DeploymentSeen; tab: DeploymentTab }) {
  const { context, search } = useView()
  const { namespace, name, uid } = seen.deployment
  return (
    <div className="tabs-row">
      <nav aria-label="Parts of this page" className="tabs">
        {deploymentTabs.map((each) => (
          <Link
            key={each}
            className="tab"
            aria-current={each === tab ? 'page' : undefined}
            href={paths.object({ context, page: 'deployments', namespace, name, tab: each === 'rollout' ? null : each }, search)}
          >
            {titles[each]}
            {each === 'history' && seen.revisions.length > 0 ? <span className="text-muted">{seen.revisions.length}</span> : null}
          </Link>
        ))}
      </nav>
      <IntentChip uid={uid} />
    </div>
  )
}

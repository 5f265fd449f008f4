import { keptSearch, paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { EventsAbout } from './EventsAbout.tsx'
import { Lanes } from './Lanes.tsx'
import { RecentRevisions } from './RecentRevisions.tsx'
import type { DeploymentSeen } from './seen.ts'

/** The ReplicaSets with their pods, and the newest of the history and of the events. */
export function RolloutTab({ seen }: { seen: DeploymentSeen }) {
  const { context, search } = useView()
  const { namespace, name } = seen.deployment
  const to = (tab: string) => paths.object({ context, page: 'deployments', namespace, name, tab }, keptSearch(search))
  return (
    <>
      <Lanes seen={seen} />
      <div className="rollout-pair">
        <section className="card rollout-card" aria-label="History">
          <h2 className="rollout-card-title">
            History <Link href={to('history')}>Compare revisions</Link>
          </h2>
          <RecentRevisions seen={seen} />
        </section>
        <section className="card rollout-card" aria-label="Events">
          <h2 className="rollout-card-title">
            Events <Link href={to('events')}>All of its pods too</Link>
          </h2>
          <EventsAbout seen={seen} />
        </section>
      </div>
    </>
  )
}

import type { DeploymentRow, PodRow, ReplicaSetRow } from '@binnacle/shared'
import { keptSearch, paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { isArriving } from './isArriving.ts'
import { rolloutLimits } from './rolloutLimits.ts'
import { SetLane } from './SetLane.tsx'
import type { DeploymentSeen } from './seen.ts'

/** More pods than this in one of them, and all are drawn small: equal things look equal. */
const FEW = 24

/** ReplicaSets with their pods: old ones on the left, the newest on the right, between them how the one takes the other's place. Those without pods are folded. */
export function Lanes({ seen }: { seen: DeploymentSeen }) {
  const { deployment, sets, pods, states } = seen
  const podsOf = (set: ReplicaSetRow): readonly PodRow[] => pods.filter(({ controller }) => controller?.uid === set.uid)
  const older = sets.older.filter((set) => set.desired > 0 || set.replicas > 0 || podsOf(set).length > 0)
  const small = [...older, ...(sets.newest ? [sets.newest] : [])].some((set) => podsOf(set).length > FEW)
  const folded = sets.older.length - older.length
  return (
    <section className="card lanes" aria-label="ReplicaSets">
      {sets.newest === null && older.length === 0 ? <NoSets seen={seen} /> : null}
      <div className="lanes-row" data-several={older.length > 0 && sets.newest !== null ? true : undefined}>
        {older.length === 0 ? null : (
          <div className="lanes-old">
            {older.toReversed().map((set) => (
              <SetLane key={set.uid} set={set} pods={podsOf(set)} current={false} state={states.pods} deleted={seen.deleted} small={small} />
            ))}
          </div>
        )}
        {older.length > 0 && sets.newest !== null ? <Strategy deployment={deployment} /> : null}
        {sets.newest === null ? null : (
          <SetLane key={sets.newest.uid} set={sets.newest} pods={podsOf(sets.newest)} current state={states.pods} deleted={seen.deleted} small={small} />
        )}
      </div>
      {folded === 0 ? null : <Folded count={folded} seen={seen} />}
    </section>
  )
}

function NoSets({ seen: { deployment, states } }: { seen: DeploymentSeen }) {
  const state = states.replicaSets
  if (state.state === 'forbidden' || state.state === 'refused') return <p className="p-4">Its ReplicaSets may not be read: {state.failure.message}</p>
  if (isArriving(state)) return <p className="p-4 text-muted">Reading its ReplicaSets…</p>
  return <p className="p-4 text-muted">{deployment.paused ? 'No ReplicaSet yet: it is paused.' : 'No ReplicaSet yet.'}</p>
}

function Strategy({ deployment }: { deployment: DeploymentRow }) {
  const limits = rolloutLimits(deployment)
  return (
    <div className="lanes-strategy">
      <span aria-hidden="true" className="lanes-arrow">
        →
      </span>
      {limits === null ? (
        <span>Recreate: the old end first</span>
      ) : (
        <>
          <span title={`maxSurge ${deployment.maxSurge ?? '25%'}: so many may run beyond ${deployment.desired}`}>
            maxSurge {deployment.maxSurge ?? '25%'} = {limits.surge}
          </span>
          <span title={`maxUnavailable ${deployment.maxUnavailable ?? '25%'}: so many of ${deployment.desired} may be missing`}>
            maxUnavailable {deployment.maxUnavailable ?? '25%'} = {limits.unavailable}
          </span>
        </>
      )}
    </div>
  )
}

function Folded({ count, seen }: { count: number; seen: DeploymentSeen }) {
  const { context, search } = useView()
  const { namespace, name } = seen.deployment
  return (
    <p className="lanes-folded">
      {count === 1 ? '1 older revision keeps no pods.' : `${count} older revisions keep no pods.`}{' '}
      <Link href={paths.object({ context, page: 'deployments', namespace, name, tab: 'history' }, keptSearch(search))} className="underline">
        Show
      </Link>
    </p>
  )
}

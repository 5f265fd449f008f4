import { done, type Result } from '../../Status.ts'
import type { DeploymentControl, Rollout } from './DeploymentControl.ts'
import { historyLimit } from './limits.ts'
import { lowestRevisionFirst, sizeOf } from './replicaSets.ts'

/** Deletes the oldest revisions beyond revisionHistoryLimit, but none that still has pods. */
export function cleanUpHistory({ api, options }: DeploymentControl, { deployment, old }: Rollout): Result<unknown> {
  const limit = historyLimit(deployment)
  const alive = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  if (limit === null || alive.length <= limit) return done(null)
  for (const set of lowestRevisionFirst(alive).slice(0, alive.length - limit)) {
    const { namespace, name, generation } = set.metadata
    const busy = (set.status?.replicas ?? 0) !== 0 || sizeOf(set) !== 0 || (generation ?? 0) > (set.status?.observedGeneration ?? 0)
    if (busy) continue
    const deleted = api.delete({ resource: 'replicasets.apps', namespace, name }, {}, options)
    if (!deleted.ok && deleted.status.code !== 404) return deleted
  }
  return done(null)
}

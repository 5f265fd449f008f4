import { isDeepStrictEqual } from 'node:util'
import { done, type Result } from '../../Status.ts'
import type { Deployment, ReplicaSet } from '../../workloads.ts'
import { stored } from '../stored.ts'
import { condition, newCondition, withCondition } from './conditions.ts'
import { createReplicaSet } from './createReplicaSet.ts'
import type { DeploymentControl, DeploymentStatus, Rollout } from './DeploymentControl.ts'
import { progressDeadline } from './limits.ts'
import { highestRevision, REVISION, revisionAnnotations } from './revisions.ts'
import { rolloutOf } from './rolloutOf.ts'
import { writeStatus } from './writeDeployment.ts'

/**
 * The rollout as it is now, with the revision of the present template above all others: a ReplicaSet that had this template before gets the next number, the Deployment
 * takes its ReplicaSet's. Without such a set one is made where `create` asks for it.
 */
export function syncRevision(control: DeploymentControl, deployment: Deployment, { create }: { readonly create: boolean }): Result<Rollout> {
  const rollout = rolloutOf(control, deployment)
  const revision = highestRevision(rollout.old) + 1
  if (rollout.current) return syncCurrent(control, { ...rollout, current: rollout.current }, revision)
  return create ? createReplicaSet(control, rollout, revision) : done(rollout)
}

function syncCurrent(control: DeploymentControl, rollout: Rollout & { readonly current: ReplicaSet }, revision: number): Result<Rollout> {
  const { deployment, current } = rollout
  const annotations = revisionAnnotations(deployment, current.metadata.annotations ?? {}, revision)
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0
  if (!isDeepStrictEqual(annotations, current.metadata.annotations ?? {}) || (current.spec.minReadySeconds ?? 0) !== minReadySeconds) {
    const written = writeSet(control, { ...current, metadata: { ...current.metadata, annotations }, spec: { ...current.spec, minReadySeconds } })
    return written.ok ? done({ ...rollout, current: written.value }) : written
  }
  const status = { ...deployment.status, ...foundNote(deployment, current, control.clock.now()) }
  const written = writeStatus(control, deployment, { status, revision: annotations[REVISION] ?? '' })
  return written.ok ? done({ ...rollout, deployment: written.value }) : written
}

function writeSet({ api, store, options }: DeploymentControl, set: ReplicaSet): Result<ReplicaSet> {
  const { namespace, name } = set.metadata
  const written = api.update({ resource: 'replicasets.apps', namespace, name }, set, options)
  return written.ok ? done(stored(store, 'replicasets.apps', { namespace, name }) ?? set) : written
}

/** A Deployment that took over a ReplicaSet starts to be judged from here. */
function foundNote(deployment: Deployment, { metadata }: ReplicaSet, now: number): Pick<DeploymentStatus, 'conditions'> {
  const conditions = deployment.status?.conditions ?? []
  if (progressDeadline(deployment) === null || condition(conditions, 'Progressing')) return {}
  const message = `Found new replica set "${metadata.name}"`
  return { conditions: withCondition(conditions, newCondition({ type: 'Progressing', status: 'True', reason: 'FoundNewReplicaSet', message }, now)) }
}

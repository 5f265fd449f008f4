import { done, type Result } from '../../Status.ts'
import type { Deployment, ReplicaSet } from '../../workloads.ts'
import { stored } from '../stored.ts'
import type { DeploymentControl } from './DeploymentControl.ts'
import { sizeOf } from './replicaSets.ts'
import { replicasAnnotations } from './revisions.ts'

export type Scale = {
  readonly deployment: Deployment
  readonly set: ReplicaSet
  readonly size: number
  /** Brings the annotations about sizes up to date also where the size stays. */
  readonly force?: boolean
}

export type Scaled = { readonly changed: boolean; readonly set: ReplicaSet }

/** Gives a ReplicaSet its size, in the words of the ScalingReplicaSet event. */
export function scaleReplicaSet({ api, store, events, options }: DeploymentControl, { deployment, set, size, force = false }: Scale): Result<Scaled> {
  const from = sizeOf(set)
  const annotations = { ...set.metadata.annotations, ...replicasAnnotations(deployment) }
  const upToDate = Object.entries(annotations).every(([key, value]) => set.metadata.annotations?.[key] === value)
  if (from === size && (!force || upToDate)) return done({ changed: false, set })
  const { namespace, name } = set.metadata
  const next = { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas: size } }
  const written = api.update({ resource: 'replicasets.apps', namespace, name }, next, options)
  if (!written.ok) return written
  if (from !== size) {
    const message = `Scaled ${from < size ? 'up' : 'down'} replica set ${name} from ${from} to ${size}`
    events.record(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message })
  }
  return done({ changed: from !== size, set: stored(store, 'replicasets.apps', { namespace, name }) ?? set })
}

/** Scales one set after another; says whether any changed. Stops at the first refusal. */
export function scaleAll(control: DeploymentControl, scales: readonly Scale[]): Result<boolean> {
  let changed = false
  for (const scale of scales) {
    const scaled = scaleReplicaSet(control, scale)
    if (!scaled.ok) return scaled
    changed ||= scaled.value.changed
  }
  return done(changed)
}

import type { WriteOptions } from '../../apiserver/Api.ts'
import type { ClusterParts } from '../../ClusterParts.ts'
import type { EventRecorder } from '../../events/EventRecorder.ts'
import type { Deployment, ReplicaSet } from '../../workloads.ts'

/** What the steps of a rollout work with. */
export type DeploymentControl = Pick<ClusterParts, 'api' | 'store' | 'clock'> & {
  readonly events: EventRecorder
  readonly options: WriteOptions
  /** Reconciles the Deployment again after that time. */
  readonly lookAgain: (deployment: Deployment, ms: number) => void
}

/** A Deployment and its ReplicaSets as they were seen at one moment: the one with its present template, if there is one, and the others. */
export type Rollout = {
  readonly deployment: Deployment
  readonly current: ReplicaSet | null
  readonly old: readonly ReplicaSet[]
}

export type DeploymentStatus = NonNullable<Deployment['status']>

import type { DeploymentRow, PodRow, ReplicaSetRow, Revision } from '@binnacle/shared'
import type { PageState } from '../../topics/PageState.ts'
import type { Sets } from './newestSet.ts'

/** A deployment with its ReplicaSets and pods, as they are known together. `revisions` as kubectl lists them. */
export type DeploymentSeen = {
  readonly deployment: DeploymentRow
  readonly replicaSets: readonly ReplicaSetRow[]
  readonly pods: readonly PodRow[]
  readonly sets: Sets
  readonly revisions: readonly Revision[]
  readonly deleted: boolean
  readonly states: { readonly replicaSets: PageState; readonly pods: PageState }
}

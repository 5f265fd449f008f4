import type { Pod } from '../kinds.ts'
import type { Node } from '../workloads.ts'
import type { OnNode } from './PlacedPods.ts'
import type { Amounts } from './podRequests.ts'

/** What is asked of a node, for one pod and what it requests. */
export type Question = {
  readonly pod: Pod
  readonly requests: Amounts
  readonly node: Node
  readonly allocatable: Amounts
  readonly on: OnNode
}

/** Why a pod cannot have a node, in kube-scheduler's words. `hopeless`: no other pod's end would change it. */
export type Obstacle = { readonly reasons: readonly string[]; readonly hopeless: boolean }

export type Check = (question: Question) => Obstacle | null

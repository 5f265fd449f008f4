import { isDeepStrictEqual } from 'node:util'
import type { ClusterParts } from '../../ClusterParts.ts'
import type { Pod } from '../../kinds.ts'
import { done, type Result } from '../../Status.ts'
import type { ReplicaSet } from '../../workloads.ts'
import { type Claimer, claim } from '../claim.ts'
import { controllerOf } from '../controllerOf.ts'
import { controllerOptions } from '../controllerOptions.ts'
import { isOfNamespaceThatGoes, type PodControl } from '../podControl.ts'
import { isActive, isTerminating, untilAvailable } from '../podState.ts'
import { selects } from '../selects.ts'
import { storedOwnedBy } from '../stored.ts'
import { deletionOrder } from './deletionOrder.ts'
import type { OrphanPods } from './OrphanPods.ts'
import { replicasStatus } from './replicasStatus.ts'
import { slowStart } from './slowStart.ts'

/** At most so many pods are created or deleted in one turn. */
const BURST = 500

export type ReplicasControl = {
  readonly parts: ClusterParts
  readonly pods: PodControl
  readonly orphans: OrphanPods
  readonly resource: 'replicasets.apps' | 'replicationcontrollers'
  readonly component: string
}

/**
 * One turn for one set: claims its pods, creates or deletes what is too few or too many, and writes the status of the pods as they were before. Gives in how many
 * milliseconds the next pod becomes available by time alone; null when none will.
 */
export function reconcileReplicas(control: ReplicasControl, set: ReplicaSet): Result<number | null> {
  const { parts, orphans, resource, component } = control
  const { api, store, clock } = parts
  const owned = storedOwnedBy(store, 'pods', set.metadata.uid)
  const options = controllerOptions(component)
  const claimer: Claimer = { api, options, owner: set, selector: set.spec.selector, resource: 'pods' }
  const claimed = claim(claimer, [...owned, ...orphans.of(set.metadata.namespace)].filter(isActive))
  if (!claimed.ok) return claimed
  const active = claimed.value
  const outcome = set.metadata.deletionTimestamp === undefined ? manage(control, set, active) : done(null)
  const terminating = resource === 'replicasets.apps' ? owned.filter((pod) => isOwn(pod, set) && isTerminating(pod)) : null
  const now = clock.now()
  const status = replicasStatus(set, { active, terminating, outcome, now })
  if (!isDeepStrictEqual(status, set.status)) {
    const { namespace, name } = set.metadata
    const written = api.update({ resource, namespace, name, subresource: 'status' }, { ...set, status }, options)
    if (!written.ok) return written
  }
  if (!outcome.ok) return outcome
  const waits = active.map((pod) => untilAvailable(pod, set.spec.minReadySeconds ?? 0, now)).filter((wait) => wait !== null && wait > 0)
  return done(waits.length > 0 ? Math.min(...waits.map((wait) => wait ?? 0)) : null)
}

function isOwn(pod: Pod, set: ReplicaSet): boolean {
  return controllerOf(pod)?.uid === set.metadata.uid && selects(set.spec.selector, pod.metadata.labels)
}

function manage({ parts, pods }: ReplicasControl, set: ReplicaSet, active: readonly Pod[]): Result<unknown> {
  const missing = (set.spec.replicas ?? 1) - active.length
  if (missing > 0) {
    return slowStart(Math.min(missing, BURST), () => {
      const created = pods.create(set, { template: set.spec.template })
      return isOfNamespaceThatGoes(created) ? done(null) : created
    })
  }
  const tooMany = Math.min(-missing, BURST)
  if (tooMany <= 0) return done(null)
  const given = tooMany < active.length ? deletionOrder(active, sameNode(parts, set), parts.clock.now()) : active
  const outcomes = given.slice(0, tooMany).map((pod) => pods.delete(set, pod))
  return outcomes.find(({ ok }) => !ok) ?? done(null)
}

/** How many active pods of the sets with the same controller run on a pod's node. */
function sameNode({ store }: ClusterParts, set: ReplicaSet): (pod: Pod) => number {
  const controller = controllerOf(set)
  const related = controller ? storedOwnedBy(store, 'replicasets.apps', controller.uid) : [set]
  const counts = new Map<string, number>()
  for (const pod of related.flatMap(({ metadata }) => storedOwnedBy(store, 'pods', metadata.uid)).filter(isActive)) {
    const node = pod.spec.nodeName ?? ''
    counts.set(node, (counts.get(node) ?? 0) + 1)
  }
  return (pod) => counts.get(pod.spec.nodeName ?? '') ?? 0
}

import type { ClusterParts, Running } from '../../ClusterParts.ts'
import type { Pod } from '../../kinds.ts'
import { done } from '../../Status.ts'
import type { Change } from '../../storage/Store.ts'
import type { ReplicaSet } from '../../workloads.ts'
import { controllerOf } from '../controllerOf.ts'
import { fromObjectKey, type NamespacedName, objectKey } from '../objectKey.ts'
import { createPodControl } from '../podControl.ts'
import { selects } from '../selects.ts'
import { createWorkQueue } from '../workQueue.ts'
import { OrphanPods } from './OrphanPods.ts'
import { type ReplicasControl, reconcileReplicas } from './reconcileReplicas.ts'

export type ReplicasKind = Pick<ReplicasControl, 'resource' | 'component'> & {
  readonly kind: string
  /** Both as ReplicaSets: the one algorithm works on those. */
  readonly get: (name: NamespacedName) => ReplicaSet | undefined
  readonly list: (namespace: string | undefined) => readonly ReplicaSet[]
}

/**
 * Keeps the sets of one kind at their number of pods: what ReplicaSets and ReplicationControllers have in common. Left out of upstream's: its expectations, since what is
 * written is seen at once here, and its one retry of a status.
 */
export function startReplicas(parts: ClusterParts, kind: ReplicasKind): Running {
  const { store, clock } = parts
  const { resource, component } = kind
  const orphans = new OrphanPods(store)
  const control: ReplicasControl = { parts, orphans, resource, component, pods: createPodControl(parts, component) }
  const queue = createWorkQueue(clock, (key) => {
    const set = kind.get(fromObjectKey(key))
    if (!set) return done(null)
    const next = reconcileReplicas(control, set)
    if (next.ok && next.value !== null) queue.addAfter(key, next.value)
    return next
  })

  function wakeOwner(pod: Pod): void {
    const controller = controllerOf(pod)
    if (controller?.kind === kind.kind) queue.add(objectKey({ namespace: pod.metadata.namespace, name: controller.name }))
  }

  function podChanged(change: Change, pod: Pod): void {
    orphans.follow(change, pod)
    if (change.before) wakeOwner(change.before as Pod)
    if (controllerOf(pod)) wakeOwner(pod)
    else if (change.type !== 'DELETED')
      for (const set of kind.list(pod.metadata.namespace).filter(({ spec }) => selects(spec.selector, pod.metadata.labels))) queue.add(objectKey(set.metadata))
  }

  const unsubscribe = store.subscribe((change) => {
    if (change.resource === 'pods') podChanged(change, change.object as Pod)
    else if (change.resource === resource) queue.add(objectKey(change.object.metadata))
  })
  for (const { metadata } of kind.list(undefined)) queue.add(objectKey(metadata))
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

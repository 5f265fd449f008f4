import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { done } from '../Status.ts'
import type { Change } from '../storage/Store.ts'
import { controllerOf } from './controllerOf.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { OrphanPods } from './replicas/OrphanPods.ts'
import { selects } from './selects.ts'
import { reconcileStatefulSet, type StatefulControl } from './statefulsets/reconcileStatefulSet.ts'
import { StatefulPods } from './statefulsets/StatefulPods.ts'
import { stored, storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

/**
 * StatefulSets have pods with names and claims of their own, as upstream's statefulset-controller: ordered creation, deletion and updates with partitions, OnDelete,
 * `Parallel`, minReadySeconds, revisions, and the retention of claims. Left out: `maxUnavailable`, which this version leaves switched off.
 */
export function startStatefulSets(parts: ClusterParts): Running {
  const { store, clock } = parts
  const orphans = new OrphanPods(store)
  const control: StatefulControl = { parts, orphans, pods: new StatefulPods(parts) }
  const queue = createWorkQueue(clock, (key) => {
    const set = stored(store, 'statefulsets.apps', fromObjectKey(key))
    const next = set ? reconcileStatefulSet(control, set) : done(null)
    if (next.ok && next.value !== null) queue.addAfter(key, next.value)
    return next
  })

  function podChanged(change: Change, pod: Pod): void {
    orphans.follow(change, pod)
    const { namespace, labels } = pod.metadata
    const owners = [change.before, pod].map((one) => one && controllerOf(one))
    for (const owner of owners) if (owner?.kind === 'StatefulSet') queue.add(objectKey({ namespace, name: owner.name }))
    if (controllerOf(pod) || change.type === 'DELETED') return
    for (const set of storedList(store, 'statefulsets.apps', namespace)) if (selects(set.spec.selector, labels)) queue.add(objectKey(set.metadata))
  }

  const unsubscribe = store.subscribe((change) => {
    if (change.resource === 'pods') podChanged(change, change.object as Pod)
    else if (change.resource === 'statefulsets.apps') queue.add(objectKey(change.object.metadata))
  })
  for (const { metadata } of storedList(store, 'statefulsets.apps')) queue.add(objectKey(metadata))
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

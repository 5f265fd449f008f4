import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { done } from '../Status.ts'
import type { Change } from '../storage/Store.ts'
import type { Node } from '../workloads.ts'
import { controllerOf } from './controllerOf.ts'
import { type DaemonControl, reconcileDaemonSet } from './daemons/reconcileDaemonSet.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { createPodControl } from './podControl.ts'
import { OrphanPods } from './replicas/OrphanPods.ts'
import { selects } from './selects.ts'
import { stored, storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

/**
 * DaemonSets have a pod on each node that fits, as upstream's daemonset-controller: placement by affinity and taints, rolling updates by `maxUnavailable`, OnDelete, and
 * revisions. Left out: `maxSurge`, and the back-off before a failed pod is replaced.
 */
export function startDaemonSets(parts: ClusterParts): Running {
  const { store, clock } = parts
  const orphans = new OrphanPods(store)
  const control: DaemonControl = { parts, orphans, pods: createPodControl(parts, 'daemonset-controller') }
  const queue = createWorkQueue(clock, (key) => {
    const set = stored(store, 'daemonsets.apps', fromObjectKey(key))
    const next = set ? reconcileDaemonSet(control, set) : done(null)
    if (next.ok && next.value !== null) queue.addAfter(key, next.value)
    return next
  })
  const wakeAll = () => {
    for (const { metadata } of storedList(store, 'daemonsets.apps')) queue.add(objectKey(metadata))
  }

  function podChanged(change: Change, pod: Pod): void {
    orphans.follow(change, pod)
    const owners = [change.before, pod].map((one) => one && controllerOf(one))
    for (const owner of owners) if (owner?.kind === 'DaemonSet') queue.add(objectKey({ namespace: pod.metadata.namespace, name: owner.name }))
    if (controllerOf(pod) || change.type === 'DELETED') return
    for (const set of storedList(store, 'daemonsets.apps', pod.metadata.namespace)) {
      if (selects(set.spec.selector, pod.metadata.labels)) queue.add(objectKey(set.metadata))
    }
  }

  const unsubscribe = store.subscribe((change) => {
    if (change.resource === 'pods') podChanged(change, change.object as Pod)
    else if (change.resource === 'daemonsets.apps') queue.add(objectKey(change.object.metadata))
    else if (change.resource === 'nodes' && placesDiffer(change)) wakeAll()
  })
  wakeAll()
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function placesDiffer({ type, object, before }: Change): boolean {
  const seen = (node: Node) => JSON.stringify([node.metadata.labels, node.spec.taints])
  return type !== 'MODIFIED' || before === null || seen(object as Node) !== seen(before as Node)
}

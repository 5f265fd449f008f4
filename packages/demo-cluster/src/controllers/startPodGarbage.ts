import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { done, type Result } from '../Status.ts'
import { controllerOptions } from './controllerOptions.ts'
import { markDisrupted } from './nodes/disruption.ts'
import { hasEnded } from './podState.ts'
import { storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

const COMPONENT = 'pod-garbage-collector'
const QUARANTINE_MS = 40_000
const WHY = { reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists' }

/** Deletes the pods of nodes that have been gone for 40 s, as upstream's pod garbage collector. Left out: the limit of ended pods, and nodes out of service. */
export function startPodGarbage(parts: ClusterParts): Running {
  const { store, clock } = parts
  const queue = createWorkQueue(clock, (node) => {
    if (store.get('nodes', undefined, node)) return done(null)
    const results = storedList(store, 'pods')
      .filter(({ spec }) => spec.nodeName === node)
      .map((pod) => removeOrphan(parts, pod))
    return results.find(({ ok }) => !ok) ?? done(null)
  })
  const unsubscribe = store.subscribe(({ resource, type, object, before }) => {
    if (resource === 'nodes' && type === 'DELETED') queue.addAfter(object.metadata.name, QUARANTINE_MS)
    if (resource !== 'pods' || type === 'DELETED') return
    const { nodeName } = (object as Pod).spec
    if (nodeName && nodeName !== (before as Pod | null)?.spec.nodeName && !store.get('nodes', undefined, nodeName)) queue.addAfter(nodeName, QUARANTINE_MS)
  })
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function removeOrphan(parts: ClusterParts, pod: Pod): Result<unknown> {
  const { namespace, name } = pod.metadata
  const marked = hasEnded(pod) ? done(null) : markDisrupted(parts, pod, { why: WHY, component: COMPONENT, phase: 'Failed' })
  if (!marked.ok) return marked
  const removed = parts.api.delete({ resource: 'pods', namespace, name }, { gracePeriodSeconds: 0 }, controllerOptions(COMPONENT))
  return removed.ok || removed.status.code !== 404 ? removed : done(null)
}

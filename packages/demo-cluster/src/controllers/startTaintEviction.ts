import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import { done, type Result } from '../Status.ts'
import type { Node } from '../workloads.ts'
import { controllerOptions } from './controllerOptions.ts'
import { markDisrupted } from './nodes/disruption.ts'
import { tolerated } from './nodes/taints.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { stored, storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

const COMPONENT = 'taint-eviction-controller'
const WHY = { reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint' }

/** Deletes pods that do not tolerate a NoExecute taint of their node, or no longer do, as upstream's taint-eviction-controller. */
export function startTaintEviction(parts: ClusterParts): Running {
  const { store, clock, recorder } = parts
  const events = recorder({ component: COMPONENT })
  /** Since when each pod is counted down. */
  const since = new Map<string, number>()
  const queue = createWorkQueue(clock, (key) => {
    const pod = stored(store, 'pods', fromObjectKey(key))
    const left = pod && pod.metadata.deletionTimestamp === undefined ? timeLeft(parts, pod) : null
    if (!pod || left === null) {
      if (since.delete(key) && pod && pod.metadata.deletionTimestamp === undefined) {
        events.record(pod, { type: 'Normal', reason: 'TaintManagerEviction', message: `Cancelling deletion of Pod ${key}` })
      }
      return done(null)
    }
    const started = since.get(key) ?? clock.now()
    since.set(key, started)
    const rest = started + left - clock.now()
    if (rest > 0) {
      queue.addAfter(key, rest)
      return done(null)
    }
    since.delete(key)
    events.record(pod, { type: 'Normal', reason: 'TaintManagerEviction', message: `Marking for deletion Pod ${key}` })
    return evict(parts, pod)
  })
  const seeNode = (name: string) => {
    for (const { metadata, spec } of storedList(store, 'pods')) if (spec.nodeName === name) queue.add(objectKey(metadata))
  }
  const unsubscribe = store.subscribe(({ resource, object, before }) => {
    if (resource === 'nodes' && JSON.stringify(noExecute(object as Node)) !== JSON.stringify(noExecute(before as Node | null))) seeNode(object.metadata.name)
    else if (resource === 'pods' && matters(object as Pod, before as Pod | null)) queue.add(objectKey(object.metadata))
  })
  for (const { metadata } of storedList(store, 'nodes')) seeNode(metadata.name)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function matters(pod: Pod, before: Pod | null): boolean {
  return pod.spec.nodeName !== before?.spec.nodeName || pod.spec.tolerations !== before?.spec.tolerations
}

function noExecute(node: Node | null | undefined) {
  return (node?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute')
}

/** How long a pod may stay from the moment its node was tainted; null for ever. */
function timeLeft({ store }: ClusterParts, { spec }: Pod): number | null {
  const taints = spec.nodeName ? noExecute(stored(store, 'nodes', { namespace: undefined, name: spec.nodeName })) : []
  return taints.length === 0 ? null : tolerated(spec.tolerations ?? [], taints)
}

function evict(parts: ClusterParts, pod: Pod): Result<unknown> {
  const { namespace, name } = pod.metadata
  const marked = markDisrupted(parts, pod, { why: WHY, component: COMPONENT })
  if (!marked.ok) return marked.status.code === 404 ? done(null) : marked
  return parts.api.delete({ resource: 'pods', namespace, name }, {}, controllerOptions(COMPONENT))
}

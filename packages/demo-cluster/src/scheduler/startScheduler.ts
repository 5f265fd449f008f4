import type { WriteOptions } from '../apiserver/Api.ts'
import type { ClusterParts, Running } from '../ClusterParts.ts'
import { fromObjectKey, objectKey } from '../controllers/objectKey.ts'
import { hasEnded } from '../controllers/podState.ts'
import { stored, storedList } from '../controllers/stored.ts'
import { createWorkQueue } from '../controllers/workQueue.ts'
import type { Pod } from '../kinds.ts'
import { timestamp } from '../objects.ts'
import { done, type Result } from '../Status.ts'

const NAME = 'default-scheduler'
const OPTIONS: WriteOptions = { user: { name: 'system:kube-scheduler', groups: ['system:authenticated'] }, fieldManager: 'kube-scheduler' }

/** Gives each pod a node, as kube-scheduler's default profile. */
export function startScheduler(parts: ClusterParts): Running {
  const { store, clock, pace } = parts
  const queue = createWorkQueue(clock, (key) => {
    const pod = stored(store, 'pods', fromObjectKey(key))
    return pod && wantsNode(pod) ? schedule(parts, pod) : done(null)
  })
  const consider = (pod: Pod) => {
    if (wantsNode(pod)) queue.addAfter(objectKey(pod.metadata), pace.schedule)
  }
  const unsubscribe = store.subscribe(({ resource, type, object }) => {
    if (resource === 'pods' && type !== 'DELETED') consider(object as Pod)
    if (resource === 'nodes' && type === 'ADDED') for (const pod of storedList(store, 'pods')) consider(pod)
  })
  for (const pod of storedList(store, 'pods')) consider(pod)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function wantsNode({ spec, metadata, ...pod }: Pod): boolean {
  return !spec.nodeName && (spec.schedulerName ?? NAME) === NAME && metadata.deletionTimestamp === undefined && !hasEnded({ spec, metadata, ...pod })
}

function schedule({ api, store, clock, recorder }: ClusterParts, pod: Pod): Result<unknown> {
  const { namespace, name } = pod.metadata
  const node = storedList(store, 'nodes')[0]?.metadata.name
  if (node === undefined) return done(null)
  const bound = api.update({ resource: 'pods', namespace, name }, { ...pod, spec: { ...pod.spec, nodeName: node } }, OPTIONS)
  if (!bound.ok) return bound
  const conditions = [{ type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: timestamp(clock.now()) }]
  const written = api.update({ resource: 'pods', namespace, name, subresource: 'status' }, { ...bound.value, status: { ...pod.status, conditions } }, OPTIONS)
  const message = `Successfully assigned ${namespace}/${name} to ${node}`
  if (written.ok) recorder({ component: NAME, action: 'Binding' }).record(pod, { type: 'Normal', reason: 'Scheduled', message })
  return written
}

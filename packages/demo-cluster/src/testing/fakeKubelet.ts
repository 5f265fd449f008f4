import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { KubeObject } from '../objects.ts'
import { timestamp } from '../objects.ts'

const OPTIONS = { user: { name: 'system:node:test', groups: ['system:nodes'] }, fieldManager: 'kubelet' }
const READY_MS = 50
const STOP_MS = 200

type Behaviour = {
  /** Pods for which this is false stay Pending. */
  readonly runs?: (pod: KubeObject) => boolean
}

/** For tests of controllers: makes every pod Running and Ready after a moment, on a node of its own choice, and lets pods that go be gone after another. */
export function fakeKubelet({ api, clock, store }: ClusterParts, { runs = () => true }: Behaviour = {}): Running {
  function later(ms: number, pod: KubeObject, act: (pod: KubeObject) => void): void {
    clock.after(ms, () => {
      const now = store.get('pods', pod.metadata.namespace, pod.metadata.name)
      if (now && now.metadata.uid === pod.metadata.uid) act(now)
    })
  }
  function start(pod: KubeObject): void {
    if (!runs(pod) || pod.metadata.deletionTimestamp !== undefined) return
    const of = { resource: 'pods', namespace: pod.metadata.namespace, name: pod.metadata.name }
    const spec = pod['spec'] as { nodeName?: string }
    const placed = api.update(of, { ...pod, spec: { ...spec, nodeName: spec.nodeName ?? 'node' } }, OPTIONS)
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: timestamp(clock.now()) }]
    if (placed.ok) api.update({ ...of, subresource: 'status' }, { ...placed.value, status: { phase: 'Running', conditions } }, OPTIONS)
  }
  function end({ metadata: { namespace, name } }: KubeObject): void {
    api.delete({ resource: 'pods', namespace, name }, { gracePeriodSeconds: 0 }, OPTIONS)
  }
  const unsubscribe = store.subscribe(({ resource, type, object, before }) => {
    if (resource !== 'pods' || type === 'DELETED') return
    if (type === 'ADDED') later(READY_MS, object, start)
    if (object.metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined) later(STOP_MS, object, end)
  })
  return { stop: unsubscribe }
}

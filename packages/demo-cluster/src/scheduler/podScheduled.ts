import type { WriteOptions } from '../apiserver/Api.ts'
import type { ClusterParts } from '../ClusterParts.ts'
import type { Condition, Pod } from '../kinds.ts'
import { timestamp } from '../objects.ts'
import { done, type Result } from '../Status.ts'

const OPTIONS: WriteOptions = { user: { name: 'system:kube-scheduler', groups: ['system:authenticated'] }, fieldManager: 'kube-scheduler' }

type Parts = Pick<ClusterParts, 'api' | 'clock'>

/** Gives a pod its node. */
export function bindPod({ api }: Parts, { metadata: { namespace, name } }: Pod, node: string): Result<unknown> {
  return api.bind({ resource: 'pods', namespace, name }, node, OPTIONS)
}

/** Says in PodScheduled why a pod has no node. */
export function notScheduled({ api, clock }: Parts, pod: Pod, message: string): Result<unknown> {
  const { namespace, name, generation } = pod.metadata
  const conditions = pod.status?.conditions ?? []
  const before = conditions.find(({ type }) => type === 'PodScheduled')
  if (before?.status === 'False' && before.reason === 'Unschedulable' && before.message === message) return done(null)
  const since = before?.status === 'False' ? before.lastTransitionTime : undefined
  const told: Condition = {
    type: 'PodScheduled',
    status: 'False',
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    lastProbeTime: null,
    lastTransitionTime: since ?? timestamp(clock.now()),
    reason: 'Unschedulable',
    message,
  }
  const status = { ...pod.status, conditions: [...conditions.filter((condition) => condition !== before), told] }
  return api.update({ resource: 'pods', namespace, name, subresource: 'status' }, { ...pod, status }, OPTIONS)
}

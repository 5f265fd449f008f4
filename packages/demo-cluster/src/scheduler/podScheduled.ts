import type { WriteOptions } from '../apiserver/Api.ts'
import type { ClusterParts } from '../ClusterParts.ts'
import type { Condition, Pod } from '../kinds.ts'
import { type KubeObject, timestamp } from '../objects.ts'
import { done, type Result } from '../Status.ts'

const OPTIONS: WriteOptions = { user: { name: 'system:kube-scheduler', groups: ['system:authenticated'] }, fieldManager: 'kube-scheduler' }

type Parts = Pick<ClusterParts, 'api' | 'clock'>

/** Gives a pod its node and says in PodScheduled that it has one. */
export function bindPod(parts: Parts, pod: Pod, node: string): Result<unknown> {
  const { namespace, name } = pod.metadata
  const bound = parts.api.update({ resource: 'pods', namespace, name }, { ...pod, spec: { ...pod.spec, nodeName: node } }, OPTIONS)
  return bound.ok ? writeScheduled(parts, { pod, stored: bound.value }, { status: 'True' }) : bound
}

/** Says in PodScheduled why a pod has no node. */
export function notScheduled(parts: Parts, pod: Pod, message: string): Result<unknown> {
  return writeScheduled(parts, { pod, stored: pod }, { status: 'False', reason: 'Unschedulable', message })
}

type Told = Pick<Condition, 'status' | 'reason' | 'message'>
type Versions = { readonly pod: Pod; readonly stored: KubeObject }

function writeScheduled({ api, clock }: Parts, { pod, stored }: Versions, told: Told): Result<unknown> {
  const { namespace, name, generation } = pod.metadata
  const conditions = pod.status?.conditions ?? []
  const before = conditions.find(({ type }) => type === 'PodScheduled')
  if (before && before.status === told.status && before.reason === told.reason && before.message === told.message) return done(null)
  const since = before?.status === told.status ? before.lastTransitionTime : timestamp(clock.now())
  const scheduled: Condition = {
    type: 'PodScheduled',
    ...told,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    lastProbeTime: null,
    ...(since === undefined ? {} : { lastTransitionTime: since }),
  }
  const status = { ...pod.status, conditions: [...conditions.filter((condition) => condition !== before), scheduled] }
  return api.update({ resource: 'pods', namespace, name, subresource: 'status' }, { ...stored, status }, OPTIONS)
}

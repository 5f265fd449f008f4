import type { ClusterParts } from '../../ClusterParts.ts'
import type { Condition, Pod } from '../../kinds.ts'
import { timestamp } from '../../objects.ts'
import type { Result } from '../../Status.ts'
import { controllerOptions } from '../controllerOptions.ts'

type Why = { readonly reason: string; readonly message: string }

/** Tells in a pod's status why it is about to be deleted from outside; `phase` for a pod whose kubelet will never say how it ended. */
export function markDisrupted(
  { api, clock }: ClusterParts,
  pod: Pod,
  { why, component, phase }: { readonly why: Why; readonly component: string; readonly phase?: 'Failed' },
): Result<unknown> {
  const condition: Condition = { type: 'DisruptionTarget', status: 'True', ...why, lastProbeTime: null, lastTransitionTime: timestamp(clock.now()) }
  const conditions = [...(pod.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget'), condition]
  const status = { ...pod.status, ...(phase ? { phase } : {}), conditions }
  const { namespace, name } = pod.metadata
  return api.update({ resource: 'pods', namespace, name, subresource: 'status' }, { ...pod, status }, controllerOptions(component))
}

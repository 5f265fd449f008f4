import type { Condition, Pod } from '../../kinds.ts'
import { timestamp } from '../../objects.ts'
import type { Result } from '../../Status.ts'
import type { ReplicaSet } from '../../workloads.ts'
import { omitEmpty } from '../omitEmpty.ts'
import { isReady, untilAvailable } from '../podState.ts'
import { selects } from '../selects.ts'

export type Observed = {
  readonly active: readonly Pod[]
  /** Null for ReplicationControllers, which do not tell. */
  readonly terminating: readonly Pod[] | null
  /** Of the last creating or deleting of pods. */
  readonly outcome: Result<unknown>
  readonly now: number
}

/** The status that the pods as they were seen give, conditions included. */
export function replicasStatus(set: ReplicaSet, seen: Observed): NonNullable<ReplicaSet['status']> {
  const { active, terminating, now } = seen
  const labels = set.spec.template.metadata?.labels ?? {}
  const minReadySeconds = set.spec.minReadySeconds ?? 0
  return {
    replicas: active.length,
    ...omitEmpty({
      fullyLabeledReplicas: active.filter((pod) => selects({ matchLabels: labels }, pod.metadata.labels)).length,
      readyReplicas: active.filter(isReady).length,
      availableReplicas: active.filter((pod) => untilAvailable(pod, minReadySeconds, now) === 0).length,
    }),
    ...(terminating === null ? {} : { terminatingReplicas: terminating.length }),
    ...omitEmpty({ observedGeneration: set.metadata.generation, conditions: conditions(set, seen) }),
  }
}

function conditions(set: ReplicaSet, { active, outcome, now }: Observed): readonly Condition[] {
  const current = set.status?.conditions ?? []
  if (outcome.ok) return current.filter(({ type }) => type !== 'ReplicaFailure')
  if (current.some(({ type }) => type === 'ReplicaFailure')) return current
  const reason = active.length < (set.spec.replicas ?? 1) ? 'FailedCreate' : 'FailedDelete'
  return [...current, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: timestamp(now), reason, message: outcome.status.message }]
}

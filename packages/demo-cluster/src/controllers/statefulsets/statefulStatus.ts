import type { Pod } from '../../kinds.ts'
import type { StatefulSet } from '../../workloads.ts'
import { omitEmpty } from '../omitEmpty.ts'
import { isReady } from '../podState.ts'
import { revisionOf } from './statefulPod.ts'

type Observed = {
  readonly pods: readonly Pod[]
  /** The names of the revisions that the set comes from, and goes to. */
  readonly current: string
  readonly update: string
  readonly replaced: number
  readonly isAvailable: (pod: Pod) => boolean
}

/** The status that a set's pods as they were seen give. An update that is through makes its revision the current one. */
export function statefulStatus(set: StatefulSet, { pods, current, update, replaced, isAvailable }: Observed): NonNullable<StatefulSet['status']> {
  const { replicas: wanted = 1, updateStrategy } = set.spec
  const ready = pods.filter((pod) => pod.status?.phase === 'Running' && isReady(pod))
  const live = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const of = (revision: string) => live.filter((pod) => revisionOf(pod) === revision).length
  const updatedReplicas = of(update)
  const complete = updateStrategy?.type !== 'OnDelete' && [updatedReplicas, ready.length, pods.length].every((count) => count === wanted)
  return {
    replicas: pods.length,
    availableReplicas: ready.filter(isAvailable).length,
    ...omitEmpty({
      observedGeneration: set.metadata.generation,
      readyReplicas: ready.length,
      currentReplicas: complete ? updatedReplicas : of(current) - replaced,
      updatedReplicas,
      currentRevision: complete ? update : current,
      updateRevision: update,
    }),
    collisionCount: set.status?.collisionCount ?? 0,
  }
}

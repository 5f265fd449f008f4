import type { ReplicationControllerRow } from '@binnacle/shared'
import { identity } from './identity.ts'
import { labelsText } from './selectorText.ts'
import { integerAt, maybeIntegerAt, objectAt, timeAt, wire } from './wire.ts'
import { templateImages, workloadCondition } from './workload.ts'

/** One line of `kubectl get replicationcontrollers -o wide` (1.36, `printReplicationController`). */
export function replicationControllerRow(object: unknown): ReplicationControllerRow {
  const replicationController = wire(object)
  const metadata = objectAt(replicationController, 'metadata')
  const spec = objectAt(replicationController, 'spec')
  const status = objectAt(replicationController, 'status')
  const { uid, namespace, name, created } = identity(metadata)
  return {
    uid,
    namespace,
    name,
    created,
    desired: maybeIntegerAt(spec, 'replicas') ?? 1,
    replicas: integerAt(status, 'replicas'),
    ready: integerAt(status, 'readyReplicas'),
    available: integerAt(status, 'availableReplicas'),
    failure: workloadCondition(status, 'ReplicaFailure'),
    images: templateImages(spec),
    selector: labelsText(objectAt(spec, 'selector')) || '<none>',
    deletedAt: timeAt(metadata, 'deletionTimestamp'),
  }
}

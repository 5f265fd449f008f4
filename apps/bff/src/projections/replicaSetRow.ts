import type { ReplicaSetRow } from '@binnacle/shared'
import { controller } from './controller.ts'
import { identity } from './identity.ts'
import { selectorText } from './selectorText.ts'
import { integerAt, maybeIntegerAt, objectAt, textAt, timeAt, wire } from './wire.ts'
import { changeCause, revision, revisionHistory, templateImages, workloadCondition } from './workload.ts'

/**
 * One line of `kubectl get replicasets -o wide` (1.36, `printReplicaSet`), and what `kubectl rollout history` says of it: a ReplicaSet without a
 * change cause of its own has that of its template.
 */
export function replicaSetRow(object: unknown): ReplicaSetRow {
  const replicaSet = wire(object)
  const metadata = objectAt(replicaSet, 'metadata')
  const spec = objectAt(replicaSet, 'spec')
  const status = objectAt(replicaSet, 'status')
  const { uid, namespace, name, created } = identity(metadata)
  const selector = selectorText(objectAt(spec, 'selector'))
  return {
    uid,
    namespace,
    name,
    created,
    desired: maybeIntegerAt(spec, 'replicas') ?? 1,
    replicas: integerAt(status, 'replicas'),
    ready: integerAt(status, 'readyReplicas'),
    available: integerAt(status, 'availableReplicas'),
    terminating: maybeIntegerAt(status, 'terminatingReplicas'),
    controller: controller(metadata),
    revision: revision(metadata),
    revisionHistory: revisionHistory(metadata),
    cause: changeCause(metadata) ?? changeCause(objectAt(objectAt(spec, 'template'), 'metadata')),
    hash: textAt(objectAt(metadata, 'labels'), 'pod-template-hash'),
    failure: workloadCondition(status, 'ReplicaFailure'),
    images: templateImages(spec),
    selector: selector === null ? '<error>' : selector || '<none>',
    deletedAt: timeAt(metadata, 'deletionTimestamp'),
  }
}

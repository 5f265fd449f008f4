import type { DeploymentRow } from '@binnacle/shared'
import { identity, UNKNOWN } from './identity.ts'
import { selectorText } from './selectorText.ts'
import { flagAt, integerAt, maybeIntegerAt, objectAt, sharedTextAt, textAt, timeAt, type Wire, wire } from './wire.ts'
import { changeCause, revision, templateImages, workloadCondition } from './workload.ts'

/** One line of `kubectl get deployments -o wide` (1.36, `printDeployment`), and what the rollout sentence and the status family need. */
export function deploymentRow(object: unknown): DeploymentRow {
  const deployment = wire(object)
  const metadata = objectAt(deployment, 'metadata')
  const spec = objectAt(deployment, 'spec')
  const status = objectAt(deployment, 'status')
  const { uid, namespace, name, created } = identity(metadata)
  const strategy = objectAt(spec, 'strategy')
  const rolling = objectAt(strategy, 'rollingUpdate')
  return {
    uid,
    namespace,
    name,
    created,
    desired: maybeIntegerAt(spec, 'replicas') ?? 1,
    replicas: integerAt(status, 'replicas'),
    updated: integerAt(status, 'updatedReplicas'),
    ready: integerAt(status, 'readyReplicas'),
    available: integerAt(status, 'availableReplicas'),
    terminating: maybeIntegerAt(status, 'terminatingReplicas'),
    generation: integerAt(metadata, 'generation'),
    observedGeneration: integerAt(status, 'observedGeneration'),
    paused: flagAt(spec, 'paused'),
    strategy: sharedTextAt(strategy, 'type') || UNKNOWN,
    maxSurge: numberOrPercent(rolling, 'maxSurge'),
    maxUnavailable: numberOrPercent(rolling, 'maxUnavailable'),
    progressDeadlineSeconds: maybeIntegerAt(spec, 'progressDeadlineSeconds'),
    revision: revision(metadata) || null,
    cause: changeCause(metadata),
    progressing: workloadCondition(status, 'Progressing'),
    availability: workloadCondition(status, 'Available'),
    replicaFailure: workloadCondition(status, 'ReplicaFailure'),
    images: templateImages(spec),
    selector: selectorText(objectAt(spec, 'selector')) ?? '<invalid>',
    deletedAt: timeAt(metadata, 'deletionTimestamp'),
  }
}

function numberOrPercent(of: Wire, field: string): string | null {
  const number = maybeIntegerAt(of, field)
  return number === null ? textAt(of, field) || null : String(number)
}

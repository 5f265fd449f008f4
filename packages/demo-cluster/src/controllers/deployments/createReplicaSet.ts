import type { NewObject } from '../../objects.ts'
import { done, type Result, type Status } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import { controllerOf, controllerReference } from '../controllerOf.ts'
import { isOfNamespaceThatGoes } from '../podControl.ts'
import { stored } from '../stored.ts'
import { newCondition, withCondition } from './conditions.ts'
import type { DeploymentControl, DeploymentStatus, Rollout } from './DeploymentControl.ts'
import { desiredReplicas, isRollingUpdate, maxSurge, progressDeadline } from './limits.ts'
import { HASH_LABEL, podTemplateHash, sameTemplate } from './podTemplateHash.ts'
import { totalSize } from './replicaSets.ts'
import { replicasAnnotations, revisionAnnotations } from './revisions.ts'
import { writeStatus } from './writeDeployment.ts'

const MAX_NAME = 253

/** How many pods the set of the present template may have now: in a rolling update no more than the others and the surge leave room for. */
export function sizeOfCurrent({ deployment, old }: Pick<Rollout, 'deployment' | 'old'>, size: number): number {
  const desired = desiredReplicas(deployment)
  if (!isRollingUpdate(deployment)) return desired
  const room = desired + maxSurge(deployment) - totalSize(old) - size
  return room <= 0 ? size : size + Math.min(room, desired - size)
}

/**
 * Makes the ReplicaSet of the present template. A name that another template has is counted as a collision, and the next try takes another one; what the apiserver
 * refuses is told in the Progressing condition and as an event.
 */
export function createReplicaSet(control: DeploymentControl, rollout: Rollout, revision: number): Result<Rollout> {
  const { api, store, events, options } = control
  const { deployment } = rollout
  const size = sizeOfCurrent(rollout, 0)
  const wanted = newReplicaSet(deployment, { size, revision })
  const name = wanted.metadata.name ?? ''
  const created = api.create('replicasets.apps', wanted, options)
  const set = stored(store, 'replicasets.apps', { namespace: deployment.metadata.namespace, name })
  if (!created.ok && created.status.reason === 'AlreadyExists') {
    const own = set && controllerOf(set)?.uid === deployment.metadata.uid && sameTemplate(set.spec.template, deployment.spec.template)
    if (!own) return collided(control, deployment, created)
  } else if (!created.ok) return notCreated(control, deployment, { name, refusal: created })
  if (created.ok && size > 0) {
    events.record(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set ${name} from 0 to ${size}` })
  }
  const news: Note = { status: 'True', reason: 'NewReplicaSetCreated', message: `Created new replica set "${name}"` }
  const status = created.ok ? noted(control, deployment, news) : { ...deployment.status }
  const written = writeStatus(control, deployment, { status, revision: String(revision) })
  return written.ok ? done({ ...rollout, deployment: written.value, current: set ?? null }) : written
}

function newReplicaSet(deployment: Deployment, { size, revision }: { readonly size: number; readonly revision: number }): NewObject {
  const { metadata, spec, status } = deployment
  const hash = podTemplateHash(spec.template, status?.collisionCount)
  const labels = { ...spec.template.metadata?.labels, [HASH_LABEL]: hash }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name.slice(0, MAX_NAME - 1 - hash.length)}-${hash}`,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels,
      annotations: { ...revisionAnnotations(deployment, {}, revision), ...replicasAnnotations(deployment) },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: size,
      ...(spec.minReadySeconds ? { minReadySeconds: spec.minReadySeconds } : {}),
      selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
  }
}

type Refusal = { readonly ok: false; readonly status: Status }

function collided(control: DeploymentControl, deployment: Deployment, refusal: Refusal): Refusal {
  const written = writeStatus(control, deployment, { status: { ...deployment.status, collisionCount: (deployment.status?.collisionCount ?? 0) + 1 } })
  return written.ok ? refusal : written
}

function notCreated(control: DeploymentControl, deployment: Deployment, { name, refusal }: { readonly name: string; readonly refusal: Refusal }): Refusal {
  if (isOfNamespaceThatGoes(refusal)) return refusal
  const message = `Failed to create new replica set "${name}": ${refusal.status.message}`
  writeStatus(control, deployment, { status: noted(control, deployment, { status: 'False', reason: 'ReplicaSetCreateError', message }) })
  control.events.record(deployment, { type: 'Warning', reason: 'ReplicaSetCreateError', message })
  return refusal
}

type Note = { readonly status: 'True' | 'False'; readonly reason: string; readonly message: string }

function noted({ clock }: DeploymentControl, deployment: Deployment, news: Note): DeploymentStatus {
  if (progressDeadline(deployment) === null) return { ...deployment.status }
  const next = newCondition({ type: 'Progressing', ...news }, clock.now())
  return { ...deployment.status, conditions: withCondition(deployment.status?.conditions ?? [], next) }
}

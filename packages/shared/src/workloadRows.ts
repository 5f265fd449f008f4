import * as z from 'zod/mini'
import { Controller, EpochSeconds, identity } from './rows.ts'

/** Longest change cause that is kept and written (characters); kubectl prints whatever stands there, a table cannot. */
export const MAX_CHANGE_CAUSE = 1024

/** Name and image of one container of a pod template, in the order of the spec (init containers are not among them, as for kubectl's CONTAINERS and IMAGES). */
export const TemplateImage = z.strictObject({ name: z.string(), image: z.string() })
export type TemplateImage = z.infer<typeof TemplateImage>

/** What a condition of a workload says: `reason` and `message` are the cluster's, `updated` is when the controller last wrote it. */
export const WorkloadCondition = z.strictObject({
  status: z.string(),
  reason: z.string(),
  message: z.string(),
  since: z.nullable(EpochSeconds),
  updated: z.nullable(EpochSeconds),
})
export type WorkloadCondition = z.infer<typeof WorkloadCondition>

/**
 * One line of `kubectl get deployments -o wide`, with what the rollout sentence and the status family need. Holds nothing that depends on now.
 * `desired` is spec.replicas (1 where the object says none); the other counts are the status's. `terminating` is null where the cluster does not count pods that are leaving.
 * `maxSurge` and `maxUnavailable` stand as in the spec (`1`, `25%`), null for strategy Recreate. `revision` and `cause` are annotations of the Deployment, null where absent.
 */
export const DeploymentRow = z.strictObject({
  ...identity,
  desired: z.int(),
  replicas: z.int(),
  updated: z.int(),
  ready: z.int(),
  available: z.int(),
  terminating: z.nullable(z.int()),
  generation: z.int(),
  observedGeneration: z.int(),
  paused: z.boolean(),
  strategy: z.string(),
  maxSurge: z.nullable(z.string()),
  maxUnavailable: z.nullable(z.string()),
  progressDeadlineSeconds: z.nullable(z.int()),
  revision: z.nullable(z.int()),
  cause: z.nullable(z.string()),
  progressing: z.nullable(WorkloadCondition),
  availability: z.nullable(WorkloadCondition),
  replicaFailure: z.nullable(WorkloadCondition),
  images: z.array(TemplateImage),
  selector: z.string(),
  deletedAt: z.nullable(EpochSeconds),
})
export type DeploymentRow = z.infer<typeof DeploymentRow>

/**
 * One line of `kubectl get replicasets -o wide`. `revision` is the number that its Deployment gave it, as kubectl reads it: 0 where there is none, null
 * for what is no number (kubectl leaves such a ReplicaSet out of the history). `revisionHistory` holds the numbers it had before (a template that came
 * back). `cause` is its change cause or that of its template, null for kubectl's `<none>`.
 */
export const ReplicaSetRow = z.strictObject({
  ...identity,
  desired: z.int(),
  replicas: z.int(),
  ready: z.int(),
  available: z.int(),
  terminating: z.nullable(z.int()),
  controller: z.nullable(Controller),
  revision: z.nullable(z.int()),
  revisionHistory: z.array(z.int()),
  cause: z.nullable(z.string()),
  /** The label `pod-template-hash`, empty where there is none: equal templates of one Deployment have equal hashes. */
  hash: z.string(),
  failure: z.nullable(WorkloadCondition),
  images: z.array(TemplateImage),
  selector: z.string(),
  deletedAt: z.nullable(EpochSeconds),
})
export type ReplicaSetRow = z.infer<typeof ReplicaSetRow>

/** One line of `kubectl get replicationcontrollers -o wide`. */
export const ReplicationControllerRow = z.strictObject({
  ...identity,
  desired: z.int(),
  replicas: z.int(),
  ready: z.int(),
  available: z.int(),
  failure: z.nullable(WorkloadCondition),
  images: z.array(TemplateImage),
  selector: z.string(),
  deletedAt: z.nullable(EpochSeconds),
})
export type ReplicationControllerRow = z.infer<typeof ReplicationControllerRow>

import * as z from 'zod/mini'
import { Label, type Need, ObjectRef } from './kubeNames.ts'
import { MAX_CHANGE_CAUSE } from './workloadRows.ts'

/** More replicas than this are refused: the apiserver would take 2,147,483,647. Above `MANY_REPLICAS` a person is asked to type the number. */
export const MAX_REPLICAS = 1_000
export const MANY_REPLICAS = 50

/** Written to `kubernetes.io/change-cause`: one line of text without control characters. */
export const ChangeCause = z.string().check(z.maxLength(MAX_CHANGE_CAUSE), z.regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters'))

/** A reference to an image as a registry knows it, at most 255 characters; the apiserver takes anything and leaves the pod in InvalidImageName. */
export const ImageReference = z
  .string()
  .check(
    z.maxLength(255),
    z.regex(
      /^([a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:[0-9]+)?\/)?[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@[a-z0-9]+([.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,})?$/,
      'must be an image reference such as registry.example/team/app:1.2',
    ),
  )

const Generation = z.int().check(z.gte(0))
const Replicas = z.int().check(z.gte(0), z.lte(MAX_REPLICAS))
/** Generation of the object after the change: what the watch shows once it is seen; 0 where it could not be read. `changed` is false where nothing had to be sent or nothing became different. */
const Changed = z.strictObject({ generation: Generation, changed: z.boolean() })

const may = (verb: Need['verb'], resource: string, subresource?: string) =>
  ({ verb, group: 'apps', resource, ...(subresource === undefined ? {} : { subresource }) }) as const satisfies Need

const patchDeployment = [may('get', 'deployments'), may('patch', 'deployments')] as const satisfies readonly Need[]
const Scale = { input: z.strictObject({ ...ObjectRef.shape, replicas: Replicas, seen: z.int().check(z.gte(0)) }), output: Changed } as const

/** What can be done to Deployments, and to the ReplicaSets and ReplicationControllers beside them. Every one of them names the uid that was seen. */
export const deploymentCommands = {
  /**
   * `kubectl rollout undo --to-revision=N`, and the cause `undo to revision N (…)`. `generation` is the Deployment's as the reader saw it: when it is another by then,
   * nothing is written (Conflict). `to` must be kept by a ReplicaSet of this Deployment; where its template is the current one, nothing is sent. `cause`: what stands on the Deployment now.
   */
  'deployments.undo': {
    input: z.strictObject({ ...ObjectRef.shape, generation: Generation, to: z.int().check(z.gte(1)) }),
    output: z.strictObject({ ...Changed.shape, cause: z.string() }),
    needs: [may('get', 'deployments'), may('list', 'replicasets'), may('patch', 'deployments')] as const satisfies readonly Need[],
  },
  /** `kubectl set image` and the change cause. Containers by name; one that the template does not have is refused. */
  'deployments.setImage': {
    input: z.strictObject({
      ...ObjectRef.shape,
      generation: Generation,
      images: z.array(z.strictObject({ container: Label, image: ImageReference })).check(z.minLength(1), z.maxLength(100)),
      cause: ChangeCause,
    }),
    output: Changed,
    needs: patchDeployment,
  },
  /** `kubectl rollout restart` and the change cause. Refused while paused, as by kubectl. */
  'deployments.restart': { input: z.strictObject({ ...ObjectRef.shape, cause: ChangeCause }), output: Changed, needs: patchDeployment },
  /** `kubectl rollout pause`. Where it is paused already, nothing is sent. */
  'deployments.pause': { input: ObjectRef, output: Changed, needs: patchDeployment },
  /** `kubectl rollout resume`. */
  'deployments.resume': { input: ObjectRef, output: Changed, needs: patchDeployment },
  /** The change cause of the current revision: the Deployment's annotation, which its controller copies to the current ReplicaSet. Empty takes it away. */
  'deployments.annotateCause': { input: z.strictObject({ ...ObjectRef.shape, cause: ChangeCause }), output: Changed, needs: patchDeployment },
  /** The change cause of an older revision: the annotation of its ReplicaSet. Empty takes it away. */
  'replicasets.annotateCause': {
    input: z.strictObject({ ...ObjectRef.shape, cause: ChangeCause }),
    output: Changed,
    needs: [may('get', 'replicasets'), may('patch', 'replicasets')] as const satisfies readonly Need[],
  },
  /** `kubectl scale --current-replicas=<seen> --replicas=<replicas>`: when the number is another by then, nothing is written (Conflict, with the newer number). */
  'deployments.scale': { ...Scale, needs: [may('get', 'deployments'), may('patch', 'deployments', 'scale')] as const satisfies readonly Need[] },
  'replicasets.scale': { ...Scale, needs: [may('get', 'replicasets'), may('patch', 'replicasets', 'scale')] as const satisfies readonly Need[] },
  'replicationcontrollers.scale': {
    ...Scale,
    needs: [
      { verb: 'get', group: '', resource: 'replicationcontrollers' },
      { verb: 'patch', group: '', resource: 'replicationcontrollers', subresource: 'scale' },
    ] as const satisfies readonly Need[],
  },
  /** `kubectl delete deployment`: the Deployment of this uid, and in the background its ReplicaSets and pods. */
  'deployments.delete': {
    input: ObjectRef,
    output: z.strictObject({ uid: z.string() }),
    needs: [may('delete', 'deployments')] as const satisfies readonly Need[],
  },
} as const

import type { ObjectRef, Outcome } from '@binnacle/shared'
import * as z from 'zod'
import { type KubePath, kubePath, type Subresource } from '../kube/kubePath.ts'

export type WorkloadKind = 'deployments' | 'replicasets' | 'replicationcontrollers'

const Container = z.object({ name: z.string(), image: z.string().default('') })
const Annotations = z.record(z.string(), z.string()).optional()

/** What commands look at before they change a Deployment, ReplicaSet or ReplicationController; the template is kept whole. */
export const Workload = z.object({
  metadata: z.object({
    name: z.string(),
    uid: z.string(),
    generation: z.int().default(0),
    annotations: Annotations,
    ownerReferences: z.array(z.object({ uid: z.string(), controller: z.boolean().default(false) })).default([]),
  }),
  spec: z.object({
    replicas: z.int().default(1),
    paused: z.boolean().default(false),
    selector: z.unknown().optional(),
    template: z
      .looseObject({
        metadata: z.looseObject({ annotations: Annotations, labels: z.record(z.string(), z.string()).optional() }).optional(),
        spec: z.looseObject({
          containers: z.array(z.looseObject(Container.shape)).default([]),
          initContainers: z.array(z.looseObject(Container.shape)).optional(),
        }),
      })
      .optional(),
  }),
})
export type Workload = z.infer<typeof Workload>

export function workloadPath(kind: WorkloadKind, { namespace, name }: ObjectRef, subresource?: Subresource): Outcome<KubePath> {
  const group = kind === 'replicationcontrollers' ? '' : 'apps'
  return kubePath({ group, version: 'v1', resource: kind, namespace, name, ...(subresource === undefined ? {} : { subresource }) })
}

/** As the apiserver names an object in its sentences. */
export function workloadName(kind: WorkloadKind, name: string): string {
  return kind === 'replicationcontrollers' ? `${kind} "${name}"` : `${kind}.apps "${name}"`
}

/** What a reader compares with what was on screen. */
export function workloadState({ metadata, spec }: Workload): string {
  const images = spec.template?.spec.containers.map(({ name, image }) => `${name}=${image}`) ?? []
  const replicas = `${spec.replicas} ${spec.replicas === 1 ? 'replica' : 'replicas'}`
  return [`generation ${metadata.generation}`, replicas, ...(spec.paused ? ['paused'] : []), ...images].join(', ')
}

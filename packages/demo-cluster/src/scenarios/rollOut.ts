import type { PodTemplate } from '../kinds.ts'
import type { KubeObject, NewObject } from '../objects.ts'
import type { Deployment } from '../workloads.ts'
import type { Stage } from './Stage.ts'

/** Gives a Deployment another pod template and says why, as `kubectl apply` of a new version with its change cause does. */
export function rollOut(
  stage: Stage,
  at: { readonly namespace: string; readonly name: string },
  next: { readonly cause: string; readonly containers: readonly unknown[] },
): void {
  stage.change({ resource: 'deployments.apps', ...at }, (object) => {
    const { spec } = object as Deployment
    const template = { ...spec.template, spec: { ...spec.template.spec, containers: next.containers } } as PodTemplate
    return withCause({ ...object, spec: { ...spec, template } }, next.cause)
  })
}

function withCause(object: KubeObject, cause: string): NewObject {
  const { metadata } = object
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, 'kubernetes.io/change-cause': cause } } }
}

import type { ClusterParts } from '../ClusterParts.ts'
import type { Pod, PodTemplate } from '../kinds.ts'
import type { KubeObject } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import { controllerReference } from './controllerOf.ts'
import { controllerOptions } from './controllerOptions.ts'
import { omitEmpty } from './omitEmpty.ts'

export type NewPod = {
  readonly template: PodTemplate
  /** Otherwise generated from the owner's name. */
  readonly generateName?: string
}

export type PodControl = {
  readonly create: (owner: KubeObject, pod: NewPod) => Result<KubeObject>
  readonly delete: (owner: KubeObject, pod: Pod) => Result<unknown>
}

/** Creates and deletes pods for their controller and tells so as Events of the owner, in the words of upstream's pod control. */
export function createPodControl({ api, recorder }: Pick<ClusterParts, 'api' | 'recorder'>, component: string): PodControl {
  const events = recorder({ component })
  const options = controllerOptions(component)
  return {
    create(owner, { template, generateName }) {
      const { labels, annotations, finalizers } = template.metadata ?? {}
      const metadata = {
        generateName: generateName ?? `${owner.metadata.name}-`,
        ...omitEmpty({ namespace: owner.metadata.namespace, labels, annotations, finalizers }),
        ownerReferences: [controllerReference(owner)],
      }
      const created = api.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec }, options)
      if (created.ok) events.record(owner, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${created.value.metadata.name}` })
      else if (!isOfNamespaceThatGoes(created)) {
        events.record(owner, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${created.status.message}` })
      }
      return created
    },
    delete(owner, pod) {
      const { namespace, name } = pod.metadata
      const deleted = api.delete({ resource: 'pods', namespace, name }, {}, options)
      if (deleted.ok) events.record(owner, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` })
      else if (deleted.status.code === 404) return done(null)
      else events.record(owner, { type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${deleted.status.message}` })
      return deleted
    },
  }
}

/** Everything created in such a namespace is refused: neither worth an Event nor another try. */
export function isOfNamespaceThatGoes(result: Result<unknown>): boolean {
  return !result.ok && (result.status.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating')
}

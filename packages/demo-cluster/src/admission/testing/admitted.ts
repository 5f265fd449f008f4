import type { KubeObject, NewObject } from '../../objects.ts'
import type { ResourceName } from '../../resources.ts'
import type { Admitted } from '../Admission.ts'

type More = { readonly namespace?: string; readonly before?: KubeObject; readonly subresource?: 'status'; readonly suffix?: string }

/** A request as the apiserver hands it to admission. */
export function admitted(resource: ResourceName, asked: NewObject, { namespace, before, subresource, suffix = 'x7k2p' }: More = {}): Admitted {
  const name = asked.metadata.name ?? `${asked.metadata.generateName ?? ''}${suffix}`
  const own = before?.metadata ?? { uid: 'b8a7f1f0-6a4e-4c5e-9f6e-0a2c4d6e8f10', resourceVersion: '', creationTimestamp: '2026-01-01T00:00:00Z' }
  const metadata = { ...own, ...asked.metadata, name, ...(namespace === undefined ? {} : { namespace }) }
  return {
    resource,
    object: { ...asked, metadata },
    before: before ?? null,
    subresource: subresource ?? null,
    options: { user: { name: 'kubernetes-admin', groups: ['system:masters'] }, fieldManager: 'test' },
  }
}

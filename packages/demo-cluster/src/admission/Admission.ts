import type { WriteOptions } from '../apiserver/Api.ts'
import type { KubeObject } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import type { Result } from '../Status.ts'

export type Admitted = {
  readonly resource: ResourceName
  /** As asked for, metadata already completed by the apiserver. */
  readonly object: KubeObject
  /** What is stored now; null for a create. */
  readonly before: KubeObject | null
  readonly subresource: 'status' | null
  readonly options: WriteOptions
}

/**
 * What stands between a request and the store: defaults, then admission (service accounts and their token volume, priority, limits, quota), then addresses and ports of
 * Services, then validation in the server's words (422 Invalid with one cause per field; 403 Forbidden for quota). Pure but for what it reads of the store.
 */
export type Admission = {
  /**
   * The defaults alone, as decoding gives them: also after a patch, before it is known who owns which field. Applied twice, they change nothing. Without it nobody is
   * recorded as the owner of a default.
   */
  readonly defaults?: (resource: ResourceName, object: KubeObject) => KubeObject
  readonly admit: (request: Admitted) => Result<KubeObject>
}

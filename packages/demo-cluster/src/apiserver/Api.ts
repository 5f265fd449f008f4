import type { KubeObject, NewObject } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import type { Result } from '../Status.ts'

/** Who asks. `groups` as RBAC knows them; `uid` and `extra` where a credential says them. */
export type User = {
  readonly name: string
  readonly groups: readonly string[]
  readonly uid?: string
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

export type ObjectName = { readonly resource: ResourceName; readonly namespace?: string | undefined; readonly name: string }

export type WriteOptions = {
  readonly user: User
  readonly fieldManager: string
  readonly dryRun?: boolean
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore'
}

export type DeleteOptions = {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
}

export type Patch =
  | { readonly type: 'json' | 'merge' | 'strategic'; readonly body: unknown }
  | { readonly type: 'apply'; readonly body: unknown; readonly force: boolean }

/**
 * The verbs of the apiserver, the same for requests over HTTP and for the controllers and kubelets inside: defaults, validation, admission, field ownership,
 * generation and finalizers are applied here and nowhere else. A write that changes nothing keeps its version. Objects given back are the stored ones: not to be changed.
 * `subresource: 'status'` writes the status alone, every other write leaves the status as it is.
 */
export type Api = {
  get(of: ObjectName): Result<KubeObject>
  list(resource: ResourceName, namespace?: string): readonly KubeObject[]
  create(resource: ResourceName, object: NewObject, options: WriteOptions): Result<KubeObject>
  update(of: ObjectName & { readonly subresource?: 'status' }, object: NewObject, options: WriteOptions): Result<KubeObject>
  patch(of: ObjectName & { readonly subresource?: 'status' }, patch: Patch, options: WriteOptions): Result<KubeObject>
  /** Gives the object as it goes, or as it was; grace, finalizers and propagation as in Kubernetes. */
  delete(of: ObjectName, how: DeleteOptions, options: WriteOptions): Result<KubeObject>
}

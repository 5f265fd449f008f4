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

/**
 * What a write is for. `status` writes the status and what the metadata says besides names (annotations, finalizers), never the spec; `scale` and `finalize` take a whole object and differ from a plain write in what `managedFields` says, and in
 * that only `finalize` takes the finalizers in a Namespace's spec.
 */
export type Target = ObjectName & { readonly subresource?: Subresource }
export type Subresource = 'status' | 'scale' | 'finalize'

export type WriteOptions = {
  readonly user: User
  readonly fieldManager: string
  readonly dryRun?: boolean
  /** For patches, whose fields are known only once they are applied; bodies are checked where they are decoded. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore'
  /** Hears what the apiserver says in `Warning` headers. */
  readonly warn?: (text: string) => void
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
 * Every write but `status` leaves the status as it is.
 */
export type Api = {
  get(of: ObjectName): Result<KubeObject>
  list(resource: ResourceName, namespace?: string): readonly KubeObject[]
  create(resource: ResourceName, object: NewObject, options: WriteOptions): Result<KubeObject>
  update(of: Target, object: NewObject, options: WriteOptions): Result<KubeObject>
  /** Gives a pod its node, and says so in PodScheduled: what a POST to its `binding` does. */
  bind(pod: ObjectName, node: string, options: WriteOptions): Result<KubeObject>
  /** An `apply` creates what is not there; every other patch is refused with 404. */
  patch(of: Target, patch: Patch, options: WriteOptions): Result<KubeObject>
  /** Gives the object as it goes, or as it was; grace, finalizers and propagation as in Kubernetes. `wasRemoved` says which of the two. */
  delete(of: ObjectName, how: DeleteOptions, options: WriteOptions): Result<KubeObject>
}

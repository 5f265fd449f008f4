import type { Failure, ObjectRow, ScopeState } from '@binnacle/shared'
import type { Shape } from './ProtobufReader.ts'

/**
 * What happened to the rows of a Source. `set`: this row is new or changed (told apart by uid: a recreated name is a removed row and a new one).
 * `replaced`: read `rows` again, anything may differ. `state`: `state` changed and the rows did not.
 */
export type Notice<Row> =
  | { readonly type: 'set'; readonly row: Row }
  | { readonly type: 'removed'; readonly row: Row }
  | { readonly type: 'replaced' }
  | { readonly type: 'state' }

/**
 * The BFF's copy of one resource in one scope, as rows by uid.
 *
 * Guarantees: the rows become what the apiserver has; for one object, changes come in the order the apiserver made them; between objects there is no
 * order. While the first list of an empty copy is on its way the state is `catching up` and rows are told one by one as they are decoded, ordered by
 * namespace and name; every later list replaces the rows in one step. Old rows stay while the state is `stale`. A notice is given after `rows`,
 * `state` and `epoch` already say what it tells, synchronously; a listener must be quick, must not throw and may unsubscribe from within.
 * `epoch` rises when the cluster behind the address turned out to be another one; a `replaced` notice follows with the rows of the new one (or none).
 */
export type Source<Row extends ObjectRow> = {
  readonly rows: ReadonlyMap<string, Row>
  readonly state: ScopeState
  readonly epoch: number
  subscribe(listener: (notice: Notice<Row>) => void): () => void
}

/** Which objects: of one namespace or (null) the whole cluster, narrowed by the apiserver with a field or label selector. */
export type Scope = { readonly namespace: string | null; readonly fieldSelector?: string; readonly labelSelector?: string }

/** A Kubernetes resource and the row that its objects become. `id` tells two rows of the same resource apart (`pods`, `pods.detail`). */
export type RowKind<Row extends ObjectRow> = {
  readonly id: string
  readonly group: string
  readonly version: string
  readonly resource: string
  /** Never throws on an object with a uid, whatever else is wrong with it. */
  readonly project: (object: unknown) => Row
  /**
   * Where the resource has a protobuf: every field that `project` reads, and of the metadata uid, namespace, name and resourceVersion. With it the apiserver is asked for
   * protobuf, and nothing else of an object is looked at.
   */
  readonly protobuf?: Shape
}

/** A Source in use. Whoever acquired it must call `release` once; the watch behind it ends 30 s after the last release. */
export type Watched<Row extends ObjectRow> = {
  readonly source: Source<Row>
  /** Tries again now what is forbidden, gone or failing. */
  retry(): void
  release(): void
}

/** Shared watches of one cluster with one credential: acquiring the same kind and scope twice costs the apiserver nothing. */
export type Informers = {
  acquire<Row extends ObjectRow>(kind: RowKind<Row>, scope: Scope): Watched<Row>
}

/** Whether the cluster answers. `since`: when it stopped answering (BFF's clock, ms). */
export type ClusterHealth =
  | { readonly state: 'connecting' }
  | { readonly state: 'reachable' }
  | { readonly state: 'unreachable'; readonly since: number; readonly failure: Failure }

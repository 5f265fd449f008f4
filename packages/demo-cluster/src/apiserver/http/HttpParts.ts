import type { Access } from '../../access/createAccess.ts'
import type { Clock } from '../../clock.ts'
import type { NodeAccess } from '../../containers/Container.ts'
import type { KubeObject } from '../../objects.ts'
import type { ResourceTable, ServedResource } from '../../schema/resourceTable.ts'
import type { Schema } from '../../schema/Schema.ts'
import type { Store } from '../../storage/Store.ts'
import type { Api } from '../Api.ts'
import type { Answer } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import type { OpenStreams } from './OpenStreams.ts'

export type TableOptions = {
  readonly includeObject: 'None' | 'Metadata' | 'Object'
  /** Of the list that the rows are. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** Watches name the columns in their first event only. */
  readonly columns: boolean
}

/** What the HTTP face of the apiserver stands on. */
export type HttpParts = {
  readonly clock: Clock
  readonly store: Store
  readonly api: Api
  readonly access: Access
  readonly schema: Schema
  readonly resources: ResourceTable
  readonly nodes: NodeAccess
  readonly table: (info: ServedResource, objects: readonly KubeObject[], options: TableOptions) => unknown
  /** `/api`, `/apis`, `/openapi/…`; undefined for paths that it does not know. */
  readonly discovery: (exchange: Exchange) => Answer | undefined
  /** Whether whoever says nothing about themselves is turned away. */
  readonly needsCredentials: () => boolean
  readonly streams: OpenStreams
}

import type { Access } from '../../access/createAccess.ts'
import type { Clock } from '../../clock.ts'
import type { NodeAccess } from '../../containers/Container.ts'
import type { ResourceTable } from '../../schema/resourceTable.ts'
import type { Schema } from '../../schema/Schema.ts'
import type { Store } from '../../storage/Store.ts'
import type { Api } from '../Api.ts'
import type { Documents } from './discoveryAnswer.ts'
import type { OpenStreams } from './OpenStreams.ts'

/** What the HTTP face of the apiserver stands on. */
export type HttpParts = {
  readonly clock: Clock
  readonly store: Store
  readonly api: Api
  readonly access: Access
  readonly schema: Schema
  readonly resources: ResourceTable
  readonly nodes: NodeAccess
  readonly documents: () => Documents
  /** Whether whoever says nothing about themselves is turned away. */
  readonly needsCredentials: () => boolean
  readonly streams: OpenStreams
}

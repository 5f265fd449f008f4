import type { Admission } from '../admission/Admission.ts'
import type { Clock } from '../clock.ts'
import type { Shapes } from '../fields/Shapes.ts'
import type { Random } from '../Random.ts'
import type { ResourceInfo, ResourceName } from '../resources.ts'
import type { Schema } from '../schema/Schema.ts'
import type { Store } from '../storage/Store.ts'

/** What the verbs work with. Without a schema, lists are owned and patched as a whole and nothing is known of a kind's fields. */
export type ApiParts = {
  readonly clock: Clock
  readonly random: Random
  readonly store: Store
  readonly admission: Admission
  readonly resource: (name: ResourceName) => ResourceInfo | undefined
  readonly schema?: Schema
}

/** The same with what is worked out once for all writes. */
export type VerbParts = ApiParts & { readonly shapes: Shapes }

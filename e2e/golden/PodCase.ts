import type { Json } from './statuses.ts'

/** One pod to be made: what differs from a pod of one container `web`, and the status to be written. */
export type PodCase = {
  readonly name: string
  readonly spec?: Json
  readonly status: Json
  /** Deleted after its status was written; a finalizer keeps it there. */
  readonly deleted?: boolean
  /** Names of ephemeral containers to be added. */
  readonly ephemeral?: readonly string[]
}

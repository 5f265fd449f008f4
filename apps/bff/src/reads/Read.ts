import type { Outcome, ReadInput, ReadName, ReadOutput } from '@binnacle/shared'
import type { AccessReviews } from '../access/AccessReviews.ts'
import type { Client, Identity } from '../access/Identity.ts'

/** The cluster as a read needs it. */
export type ReadCluster = { readonly client: Client; readonly uid: string | null }

export type ReadTools = { readonly context: string; readonly cluster: ReadCluster; readonly identity: Identity; readonly reviews: AccessReviews }

/** One question that is answered once. Only `runRead` calls it: the input is valid. It changes nothing. */
export type Read<N extends ReadName> = (input: ReadInput<N>, tools: ReadTools) => Promise<Outcome<ReadOutput<N>>>

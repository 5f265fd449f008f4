import type { Failure, Outcome } from '@binnacle/shared'
import type { KubePath } from './kubePath.ts'

/** Values of a query string; left out when undefined. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

type Common = {
  /** As `kubePath` gave it: a bad part comes back as the outcome of the request, and nothing is sent. */
  readonly path: Outcome<KubePath>
  readonly query?: Query
  readonly signal?: AbortSignal
  /** Default: 10 s. */
  readonly timeoutMs?: number
  /** On a connection that nothing else uses (probes). */
  readonly apart?: boolean
  /** What is sent or asked for is secret: a failure is rebuilt from its reason, field and cause, and no other text of an answer is passed on. */
  readonly guarded?: boolean
}

export type PatchType = 'application/json-patch+json' | 'application/merge-patch+json' | 'application/strategic-merge-patch+json'
/** Server-side apply: its body is YAML and goes out as it is. */
export type ApplyPatch = 'application/apply-patch+yaml'

/** DELETE names one object and the uid that the user saw (S2): collections cannot be deleted. */
export type DeleteOptions = {
  readonly preconditions: { readonly uid: string; readonly resourceVersion?: string }
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  readonly dryRun?: readonly ['All']
}

type Mutation = Common & {
  /** Sent as Audit-ID and given back in a failure; made up when left out. */
  readonly auditId?: string
}

export type KubeRequest =
  | (Common & { readonly method?: 'GET'; readonly accept?: string })
  | (Mutation & { readonly method: 'POST' | 'PUT'; readonly body: unknown })
  | (Mutation & { readonly method: 'PATCH'; readonly patchType: PatchType; readonly body: unknown })
  | (Mutation & { readonly method: 'PATCH'; readonly patchType: ApplyPatch; readonly text: string })
  | (Mutation & { readonly method: 'DELETE'; readonly body: DeleteOptions })

/** A GET whose answer is taken as it arrives. */
export type StreamRequest = {
  readonly path: Outcome<KubePath>
  readonly query?: Query
  readonly accept?: string
  readonly signal?: AbortSignal
  /** How long the beginning of the answer may take. Default: 10 s. */
  readonly timeoutMs?: number
  /** How long the answer may pause. Null: for ever. */
  readonly idleMs: number | null
}

export type StreamSink = {
  /** The answer is 200 and its body follows. */
  onOpen?(contentType: string): void
  /** The bytes are the sink's only until it returns; while a promise it returned is open, no more are read. Must not throw. */
  onBytes(bytes: Buffer): Promise<void> | void
}

/** How a stream ended. `ok`: the answer was complete. `retryAfterMs`: what the server asked for (429, 503). */
export type StreamEnd = { readonly ok: true } | { readonly ok: false; readonly failure: Failure; readonly retryAfterMs: number | null }

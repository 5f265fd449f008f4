import { type Outcome, type ReadInput, type ReadName, reads } from '@binnacle/shared'
import type * as z from 'zod/mini'
import type { AccessReviews } from '../access/AccessReviews.ts'
import type { Identity } from '../access/Identity.ts'
import { invalidInput } from '../access/invalidInput.ts'
import { readHandlers } from './index.ts'
import type { ReadCluster } from './Read.ts'

/** A read as it came over the wire: nothing of it is trusted. */
export type ReadCall = { readonly context: string; readonly name: string; readonly input: unknown; readonly requestId: string }

export type ReadDeps = {
  readonly identity: Identity
  readonly reviews: AccessReviews
  /** The cluster of a context, dialled at first use. */
  open(context: string): Outcome<ReadCluster>
}

/** The contract's table, seen so that the input type of an entry goes with its name. */
const table: { readonly [N in ReadName]: { readonly input: z.ZodMiniType<ReadInput<N>> } } = reads

/** The only path to a one-shot read: validate → execute. Nothing reaches the cluster before the input is valid. */
export async function runRead(call: ReadCall, deps: ReadDeps): Promise<Outcome<unknown>> {
  if (!isRead(call.name)) return { ok: false, failure: { reason: 'NotFound', code: 404, message: 'There is no such read.', auditId: call.requestId } }
  const outcome = await run(call.name, call, deps)
  return outcome.ok ? outcome : { ok: false, failure: { auditId: call.requestId, ...outcome.failure } }
}

async function run<N extends ReadName>(name: N, call: ReadCall, deps: ReadDeps): Promise<Outcome<unknown>> {
  const input = table[name].input.safeParse(call.input)
  if (!input.success) return { ok: false, failure: invalidInput(input.error) }
  const cluster = deps.open(call.context)
  if (!cluster.ok) return cluster
  return readHandlers[name](input.data, { context: call.context, cluster: cluster.output, identity: deps.identity, reviews: deps.reviews })
}

function isRead(name: string): name is ReadName {
  return Object.hasOwn(reads, name)
}

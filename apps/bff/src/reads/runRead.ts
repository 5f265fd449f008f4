import { type Failure, isRevealing, type Need, type Outcome, type ReadInput, type ReadName, reads } from '@binnacle/shared'
import * as z from 'zod/mini'
import type { AccessReviews } from '../access/AccessReviews.ts'
import type { Audit } from '../access/audit.ts'
import type { Identity } from '../access/Identity.ts'
import { invalidInput } from '../access/invalidInput.ts'
import { readHandlers } from './index.ts'
import type { ReadCluster } from './Read.ts'

/** A read as it came over the wire: nothing of it is trusted. */
export type ReadCall = { readonly context: string; readonly name: string; readonly input: unknown; readonly requestId: string; readonly remoteAddress: string }

export type ReadDeps = {
  readonly identity: Identity
  readonly reviews: AccessReviews
  readonly audit: Audit
  /** The cluster of a context, dialled at first use. */
  open(context: string): Outcome<ReadCluster>
}

/** The contract's table, seen so that the input type of an entry goes with its name. */
const table: { readonly [N in ReadName]: { readonly input: z.ZodMiniType<ReadInput<N>>; readonly needs: readonly Need[] } } = reads
const brokenHandler: Failure = { reason: 'InternalError', code: 500, message: '' }

/**
 * The only path to a one-shot read: validate → execute. Nothing reaches the cluster before the input is valid. Every attempt at a read that reveals a secret leaves
 * exactly one audit line, before anything is answered.
 */
export async function runRead(call: ReadCall, deps: ReadDeps): Promise<Outcome<unknown>> {
  if (!isRead(call.name)) return { ok: false, failure: { reason: 'NotFound', code: 404, message: 'There is no such read.', auditId: call.requestId } }
  const outcome = await run(call.name, call, deps)
  return outcome.ok ? outcome : { ok: false, failure: { auditId: call.requestId, ...outcome.failure } }
}

async function run<N extends ReadName>(name: N, call: ReadCall, deps: ReadDeps): Promise<Outcome<unknown>> {
  const { input: schema, needs } = table[name]
  const input = schema.safeParse(call.input)
  const ended = (failure: Failure | null) => {
    if (isRevealing(name)) record({ call, deps, need: needs[0], target: Target.safeParse(input.data).data, failure })
  }
  const asked = input.success ? answer(name, input.data, { call, deps }) : Promise.resolve({ ok: false, failure: invalidInput(input.error) } as const)
  const outcome = await asked.catch((fault: unknown) => {
    ended(brokenHandler)
    throw fault
  })
  ended(outcome.ok ? null : outcome.failure)
  return outcome
}

async function answer<N extends ReadName>(name: N, input: ReadInput<N>, { call, deps }: { call: ReadCall; deps: ReadDeps }): Promise<Outcome<unknown>> {
  const cluster = deps.open(call.context)
  if (!cluster.ok) return cluster
  const tools = { context: call.context, cluster: cluster.output, identity: deps.identity, reviews: deps.reviews }
  // The audit line of what is revealed says to whom.
  const [outcome] = await Promise.all([readHandlers[name](input, tools), isRevealing(name) && deps.identity.of(call.context, cluster.output.client)])
  return outcome
}

const Target = z.object({ namespace: z.string(), name: z.string(), uid: z.string(), key: z.optional(z.string()) })
const nothing = { namespace: null, name: null, uid: null }

type Revealed = {
  readonly call: ReadCall
  readonly deps: ReadDeps
  readonly need: Need | undefined
  readonly target: z.infer<typeof Target> | undefined
  readonly failure: Failure | null
}

function record({ call, deps, need, target, failure }: Revealed): void {
  deps.audit({
    actor: 'user',
    user: deps.identity.lastHeard(call.context),
    context: call.context,
    verb: need?.verb ?? null,
    resource: need?.resource ?? null,
    ...(target ?? nothing),
    code: failure === null ? 200 : failure.code,
    reason: failure?.reason ?? null,
    requestId: call.requestId,
    remoteAddress: call.remoteAddress,
  })
}

function isRead(name: string): name is ReadName {
  return Object.hasOwn(reads, name)
}

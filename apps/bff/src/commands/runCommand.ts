import { type Clock, type CommandInput, type CommandName, commands, type Failure, type Need, type Outcome } from '@binnacle/shared'
import type * as z from 'zod/mini'
import type { Audit } from '../access/audit.ts'
import { authorize, type GuardRails } from '../access/authorize.ts'
import type { Client, Identity } from '../access/Identity.ts'
import { invalidInput } from '../access/invalidInput.ts'
import type { Target } from './Command.ts'
import { commandHandlers } from './index.ts'

/** A command as it came over the wire: nothing of it is trusted. */
export type CommandCall = {
  readonly context: string
  readonly name: string
  readonly input: unknown
  readonly requestId: string
  readonly remoteAddress: string
}

export type CommandDeps = {
  readonly clock: Clock
  readonly rails: GuardRails
  readonly audit: Audit
  readonly identity: Identity
  /** The cluster of a context, dialled at first use. */
  open(context: string): Outcome<{ readonly client: Client }>
}

/** The contract's table, seen so that the input type of an entry goes with its name. */
const table: { readonly [N in CommandName]: { readonly input: z.ZodMiniType<CommandInput<N>>; readonly needs: readonly Need[] } } = commands
const brokenHandler: Failure = { reason: 'InternalError', code: 500, message: '' }
const nowhere: Target = { namespace: null, name: null, uid: null }

/**
 * The only path to a change: validate → authorize → execute → record. Nothing reaches the cluster before the input is valid and the guard rails let it
 * pass; every attempt leaves exactly one audit line, refused ones too.
 */
export async function runCommand(call: CommandCall, deps: CommandDeps): Promise<Outcome<unknown>> {
  if (!isCommand(call.name)) {
    const failure: Failure = { reason: 'NotFound', code: 404, message: 'There is no such command.' }
    record(call, deps, { needs: [], target: nowhere, failure, user: deps.identity.lastHeard(call.context) })
    return { ok: false, failure }
  }
  return run(call.name, call, deps)
}

async function run<N extends CommandName>(name: N, call: CommandCall, deps: CommandDeps): Promise<Outcome<unknown>> {
  const { input: schema, needs } = table[name]
  const handler = commandHandlers[name]
  const refuse = (target: Target, failure: Failure): Outcome<never> => {
    record(call, deps, { needs, target, failure, user: deps.identity.lastHeard(call.context) })
    return { ok: false, failure: { ...failure, auditId: call.requestId } }
  }
  const input = schema.safeParse(call.input)
  if (!input.success) return refuse(nowhere, invalidInput(input.error))
  let target = handler.target(input.data)
  const refusal = authorize(target, deps.rails)
  if (refusal) return refuse(target, refusal)
  const cluster = deps.open(call.context)
  if (!cluster.ok) return refuse(target, cluster.failure)
  const { client } = cluster.output
  const about = (more: Partial<Target>): Failure | null => {
    target = { ...target, ...more }
    return authorize(target, deps.rails)
  }
  const [outcome, person] = await Promise.all([
    handler.execute(input.data, { client, clock: deps.clock, auditId: call.requestId, about }).catch((fault: unknown) => {
      record(call, deps, { needs, target, failure: brokenHandler, user: deps.identity.lastHeard(call.context) })
      throw fault
    }),
    deps.identity.of(call.context, client),
  ])
  const user = person.ok ? person.output.username : deps.identity.lastHeard(call.context)
  record(call, deps, { needs, target, failure: outcome.ok ? null : outcome.failure, user })
  return outcome.ok ? outcome : { ok: false, failure: { auditId: call.requestId, ...outcome.failure } }
}

type Ending = { needs: readonly Need[]; target: Target; failure: Failure | null; user: string | null }

function record(call: CommandCall, deps: CommandDeps, { needs, target, failure, user }: Ending): void {
  // The last need is what a command does; those before it are what it must look at first.
  const need = needs.at(-1)
  deps.audit({
    actor: 'user',
    user,
    context: call.context,
    verb: need?.verb ?? null,
    resource: need === undefined ? null : [need.resource, need.subresource].filter((part) => part !== undefined).join('/'),
    ...target,
    code: failure === null ? 200 : failure.code,
    reason: failure?.reason ?? null,
    requestId: call.requestId,
    remoteAddress: call.remoteAddress,
  })
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}

import type { Clock, CommandInput, CommandName, CommandOutput, Outcome } from '@binnacle/shared'
import type { Client } from '../access/Identity.ts'

/** The object that a command is about, for the guard rails and the audit line. */
export type Target = { readonly namespace: string | null; readonly name: string | null; readonly uid: string | null }

/** What a command works with. `auditId` goes upstream with every change, so that the cluster's audit log and ours name the same request. */
export type CommandTools = { readonly client: Client; readonly clock: Clock; readonly auditId: string }

/** One thing that a user can do to a cluster. Only `runCommand` calls it: the input is valid and the guard rails were asked. */
export type Command<N extends CommandName> = {
  target(input: CommandInput<N>): Target
  execute(input: CommandInput<N>, tools: CommandTools): Promise<Outcome<CommandOutput<N>>>
}

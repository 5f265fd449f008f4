import type { Clock, CommandInput, CommandName, CommandOutput, Failure, Need, Outcome } from '@binnacle/shared'
import type { Client } from '../access/Identity.ts'

/** The object that a command is about, for the guard rails and the audit line. `verb` and `resource` where the contract cannot know them before the input is read. */
export type Target = {
  readonly namespace: string | null
  readonly name: string | null
  readonly uid: string | null
  readonly verb?: Need['verb']
  readonly resource?: string
  readonly dryRun?: boolean
}

/** What a command works with. `auditId` goes upstream with every change, so that the cluster's audit log and ours name the same request. */
export type CommandTools = {
  readonly client: Client
  readonly clock: Clock
  readonly auditId: string
  /** Says what the command turned out to be about, where only the cluster could tell. Asks the guard rails again: what they refuse must not be done. */
  about(more: Partial<Target>): Failure | null
}

/** One thing that a user can do to a cluster. Only `runCommand` calls it: the input is valid and the guard rails were asked. */
export type Command<N extends CommandName> = {
  target(input: CommandInput<N>): Target
  execute(input: CommandInput<N>, tools: CommandTools): Promise<Outcome<CommandOutput<N>>>
}

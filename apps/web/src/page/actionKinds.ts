import type { CommandInput, CommandName } from '@binnacle/shared'
import type { ActionKinds, Tier } from './ActionKind.ts'
import { dataActions } from './dataActions.ts'
import { deploymentActions } from './deploymentActions.ts'
import { jobActions } from './jobActions.ts'

/** The actions that are more than their name. One that is not here is asked for in a dialog, called by its verb, and not followed. */
export const actionKinds: ActionKinds = {
  'pods.delete': { wish: () => 'delete', did: ({ name }) => `Deleted ${name}`, tier: () => 'popover' },
  ...deploymentActions,
  ...jobActions,
  ...dataActions,
}

/** How much is asked before this command. */
export function tierOf<N extends CommandName>(command: N, input: CommandInput<N>): Tier {
  return actionKinds[command]?.tier(input) ?? 'dialog'
}

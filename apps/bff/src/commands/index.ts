import type { CommandName } from '@binnacle/shared'
import type { Command } from './Command.ts'
import { deletePod } from './deletePod.ts'

/** The write side of the contract, each entry with what does it. Leaving one out does not compile. */
export const commandHandlers: { readonly [N in CommandName]: Command<N> } = {
  'pods.delete': deletePod,
}

import type { CommandInput, CommandName, CommandOutput } from '@binnacle/shared'
import type { Before, Undo } from '../commands/Activity.ts'
import type { Follow } from './follow.ts'

/** How much is asked before an action: nothing, a popover, a dialog, or a dialog in which something is typed. */
export type Tier = 'none' | 'popover' | 'dialog' | 'typed'

export type Deed<N extends CommandName> = { readonly input: CommandInput<N>; readonly output: CommandOutput<N>; readonly before: Before }

/** One action in words, how dangerous it is, how the watch shows it, and what takes it back (null: nothing does). */
export type ActionKind<N extends CommandName> = {
  /** As a verb: `scale 4 → 6`. */
  readonly wish: (input: CommandInput<N>) => string
  /** After it was accepted: `Scaled web from 4 to 6`. */
  readonly did: (input: CommandInput<N>) => string
  readonly tier: (input: CommandInput<N>) => Tier
  readonly undo?: (deed: Deed<N>) => Undo | null
  readonly follow?: Follow<N>
}

/** Some commands and what they are besides their name. */
export type ActionKinds = { readonly [N in CommandName]?: ActionKind<N> }

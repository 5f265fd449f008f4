import { applyLines } from './applyLines.ts'
import type { CommandInput, CommandName } from './commands.ts'
import { dataLines, type SecretChange, type SecretInput } from './dataLines.ts'
import { deploymentLines, type UndoInput } from './deploymentLines.ts'
import { jobLines, type TerminateInput } from './jobLines.ts'
import { type KubectlCluster, type KubectlText, kubectlText } from './kubectlText.ts'
import { podLines } from './podLines.ts'

/** Commands whose lines can say more than the input that is sent to the BFF. */
type Fuller = {
  readonly 'deployments.undo': UndoInput
  readonly 'jobs.terminate': TerminateInput
  readonly 'secrets.create': SecretInput
  readonly 'secrets.update': SecretChange
}
type LineInput<N extends CommandName> = N extends keyof Fuller ? Fuller[N] : CommandInput<N>
export type KubectlCommand = { [N in CommandName]: { readonly command: N; readonly input: LineInput<N> } }[CommandName]

/** The kubectl lines of all commands, a file for each family: a command without one does not compile. */
const lines: { readonly [N in CommandName]: (input: LineInput<N>) => KubectlText } = {
  ...podLines,
  ...deploymentLines,
  ...jobLines,
  ...applyLines,
  ...dataLines,
}

/**
 * The line for a terminal that does the same as the command: see `kubectlText` for its form. Pages and dialogs that offer commands load it with
 * themselves; nothing of the frame may import it, so that the first load does not carry it.
 */
export function kubectlCommand({ command, input }: KubectlCommand, cluster: KubectlCluster | null): string {
  return kubectlText(textOf(command, input), cluster)
}

function textOf<N extends CommandName>(command: N, input: LineInput<N>): KubectlText {
  return lines[command](input)
}

import { type CommandName, type commands, type KubectlCluster, kubectlCommand } from '@binnacle/shared'
import type { AnyCommand } from './Activity.ts'

type Withheld = { [N in CommandName]: (typeof commands)[N] extends { readonly withheld: true } ? N : never }[CommandName]

/** `•••` in base64. */
const MASKED = '4oCi4oCi4oCi'

/** The line for a terminal that does the same, without any value of a Secret, a ConfigMap or a variable. Not for the first load: see `kubectlCommand`. */
export function commandLine(command: AnyCommand, cluster: KubectlCluster): string {
  return kubectlCommand(masked(command), cluster)
}

function masked(command: AnyCommand): AnyCommand {
  switch (command.command) {
    case 'secrets.create':
      return { command: command.command, input: { ...command.input, data: hidden(command.input.data) } }
    case 'configmaps.create':
      return { command: command.command, input: { ...command.input, data: hidden(command.input.data) } }
    case 'secrets.update':
      return { command: command.command, input: { ...command.input, set: hidden(command.input.set) } }
    case 'configmaps.update':
      return { command: command.command, input: { ...command.input, set: hidden(command.input.set) } }
    case 'jobs.create':
      return { command: command.command, input: { ...command.input, env: command.input.env.map(({ name }) => ({ name, value: '…' })) } }
    case 'objects.apply':
      return { command: command.command, input: { ...command.input, document: '# what was applied is not kept' } }
    default:
      // A withheld command that is not above does not compile.
      return command satisfies Exclude<AnyCommand, { readonly command: Withheld }>
  }
}

function hidden(entries: readonly { readonly key: string }[]) {
  return entries.map(({ key }) => ({ key, value: MASKED }))
}

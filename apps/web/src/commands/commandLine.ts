import { kubectlCommand } from '@binnacle/shared'
import type { AnyCommand } from './Activity.ts'

/** The line for a terminal that does the same. Not for the first load: see `kubectlCommand`. */
export function commandLine(command: AnyCommand, context: string): string {
  return kubectlCommand(command, context)
}

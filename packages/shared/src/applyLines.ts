import type { CommandInput } from './commands.ts'
import { documentHead } from './documentHead.ts'
import type { KubectlText } from './kubectlText.ts'

/** What kubectl says for what is done with YAML. */
export const applyLines = {
  'objects.apply': ({ document, namespace, dryRun, force }: CommandInput<'objects.apply'>): KubectlText => ({
    calls: [
      {
        before: ['apply', '-f', '-', '--server-side', '--field-manager=binnacle'],
        // kubectl refuses a namespace that is not the document's own.
        scope: [documentHead(document).namespace ?? namespace],
        after: [...(dryRun ? ['--dry-run=server'] : []), ...(force ? ['--force-conflicts'] : [])],
      },
    ],
    beyond: [],
    stdin: document,
  }),
}

import type { CommandInput } from './commands.ts'
import { type KubectlText, kubectlTarget } from './kubectlText.ts'
import { posixQuote } from './posixQuote.ts'

/** What kubectl says for the commands about pods. */
export const podLines = {
  'pods.delete': ({ namespace, name, uid, gracePeriodSeconds }: CommandInput<'pods.delete'>): KubectlText => ({
    calls: [{ before: ['delete', ...kubectlTarget('pod', name)], scope: [namespace], after: grace(gracePeriodSeconds) }],
    beyond: [`Binnacle deletes only the pod with uid ${posixQuote(uid)}, kubectl whichever has the name`],
  }),
}

/** kubectl turns a grace period of 0 into 1 unless it is forced. */
function grace(seconds: number | null): string[] {
  if (seconds === null) return []
  return seconds === 0 ? ['--grace-period=0', '--force'] : [`--grace-period=${seconds}`]
}

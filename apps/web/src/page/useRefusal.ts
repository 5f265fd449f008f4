import type { CommandName } from '@binnacle/shared'
import { useAllowed } from '../commands/useAllowed.ts'
import { useSessionInfo } from '../commands/useSessionInfo.ts'
import { useLive } from '../topics/LiveContext.tsx'
import { useLink } from '../topics/useLink.ts'

/** Why nothing at all can be changed in this namespace now: no connection, read-only, a protected namespace; null when it may be tried. */
export function useStanding(namespace: string | null): string | null {
  const { link } = useLink()
  const session = useSessionInfo()
  if (link.state !== 'open') return 'No connection to Binnacle: nothing can be changed until it is back.'
  if (!session?.ok) return null
  if (namespace !== null && session.output.protectedNamespaces.includes(namespace))
    return `${namespace} keeps the cluster running: Binnacle changes nothing in it unless it is started with --allow-system.`
  return null
}

/** Why this command cannot be given now, for a button or a question: what stands in the way of everything, then the right that is missing. */
export function useRefusal(command: CommandName, namespace: string | null): string | null {
  const { context } = useLive()
  const standing = useStanding(namespace)
  const forbidden = useAllowed(command, context, namespace)
  return standing ?? forbidden
}

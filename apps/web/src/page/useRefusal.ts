import type { CommandName } from '@binnacle/shared'
import { useMemo } from 'react'
import { useAllowed } from '../commands/useAllowed.ts'
import { useSessionInfo } from '../commands/useSessionInfo.ts'
import { useLive } from '../topics/LiveContext.tsx'
import { useLink } from '../topics/useLink.ts'
import { type Standing, standingRefusal } from './standing.ts'

/** What stands between this tab and any change, now. */
export function useStanding(): Standing {
  const { link } = useLink()
  const session = useSessionInfo()
  const connected = link.state === 'open'
  const told = session?.ok ? session.output : null
  return useMemo(() => ({ connected, readOnly: told?.readOnly ?? false, protectedNamespaces: told?.protectedNamespaces ?? [] }), [connected, told])
}

/** Why this command cannot be given now, for a button or a question: what stands in the way of everything, then the right that is missing. */
export function useRefusal(command: CommandName, namespace: string | null): string | null {
  const { context } = useLive()
  const standing = useStanding()
  const forbidden = useAllowed(command, context, namespace)
  return standingRefusal(standing, [namespace]) ?? forbidden
}

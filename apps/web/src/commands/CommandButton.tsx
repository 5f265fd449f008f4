import type { CommandName } from '@binnacle/shared'
import type { ComponentProps } from 'react'
import { Button } from '../ui/Button.tsx'
import { useAllowed } from './useAllowed.ts'

type Props = Omit<ComponentProps<typeof Button>, 'disabledReason'> & {
  readonly command: CommandName
  readonly context: string
  readonly namespace: string | null
  /** Another reason why not, which comes first: no connection, a protected namespace. */
  readonly refused?: string | null
}

/** A button for a command: visible and reachable also where it may not be pressed, and then it says why. */
export function CommandButton({ command, context, namespace, refused = null, ...rest }: Props) {
  const forbidden = useAllowed(command, context, namespace)
  return <Button {...rest} disabledReason={refused ?? forbidden} />
}

import { useSessionInfo } from '../../commands/useSessionInfo.ts'
import { useView } from '../../paths.ts'

/** Whether the page shows the demo cluster. */
export function useIsSimulated(): boolean {
  const { context } = useView()
  const session = useSessionInfo()
  return session?.ok === true && session.output.contexts.some(({ name, simulated }) => name === context && simulated === true)
}

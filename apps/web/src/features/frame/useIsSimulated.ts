import { useContexts } from '../../commands/useContexts.ts'
import { useView } from '../../paths.ts'

/** Whether the page shows the demo cluster. */
export function useIsSimulated(): boolean {
  const { context } = useView()
  return useContexts().demo?.name === context
}

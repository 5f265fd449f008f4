import type { PodRow } from '@binnacle/shared'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { useLive } from '../../topics/LiveContext.tsx'
import { useDeletions } from './DeletionsContext.ts'

/** Asks before it deletes. */
export function DeletePodButton({ pod, kind = 'danger' }: { pod: PodRow; kind?: 'danger' | 'quiet' }) {
  const { context } = useLive()
  const { ask, refusal } = useDeletions()
  return (
    <CommandButton
      command="pods.delete"
      context={context}
      namespace={pod.namespace}
      kind={kind}
      refused={refusal([pod])}
      aria-label={`Delete ${pod.name}`}
      onClick={(event) => ask([pod], event.currentTarget)}
    >
      Delete
    </CommandButton>
  )
}

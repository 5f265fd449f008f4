import type { PodRow } from '@binnacle/shared'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { useDeletions } from './DeletionsContext.ts'

/** At the end of a row, for the pointer; the keyboard has `l` and `Delete`. */
export function PodRowActions({ pod, onLogs }: { pod: PodRow; onLogs: (pod: PodRow) => void }) {
  const { context } = useLive()
  const { ask, refusal } = useDeletions()
  return (
    <>
      <Button kind="quiet" tabIndex={-1} aria-label={`Logs of ${pod.name}`} onClick={() => onLogs(pod)}>
        Logs
      </Button>
      <CommandButton
        command="pods.delete"
        context={context}
        namespace={pod.namespace}
        kind="quiet"
        tabIndex={-1}
        aria-label={`Delete ${pod.name}`}
        refused={refusal([pod])}
        onClick={(event) => ask([pod], event.currentTarget.closest('[role=row]') ?? event.currentTarget)}
      >
        Delete
      </CommandButton>
    </>
  )
}

import { kubectlCommand, type ObjectRef } from '@binnacle/shared'
import { useRef, useState } from 'react'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'

type Props = {
  readonly job: ObjectRef
  readonly kind: 'danger' | 'quiet'
  /** Why not, beyond rights and connection. */
  readonly reason?: string | null
}

/** Ends a run before its time, after asking. */
export function TerminateJob({ job: { namespace, name, uid }, kind, reason = null }: Props) {
  const { context } = useLive()
  const refusal = useRefusal('jobs.terminate', namespace)
  const act = useAction('jobs.terminate')
  const button = useRef<HTMLButtonElement>(null)
  const [asked, setAsked] = useState(false)
  const job = { namespace, name, uid }
  return (
    <>
      <Button
        ref={button}
        kind={kind}
        tabIndex={kind === 'quiet' ? -1 : undefined}
        aria-label={kind === 'quiet' ? `Terminate ${name}` : undefined}
        disabledReason={refusal ?? reason}
        onClick={() => setAsked(true)}
      >
        {kind === 'quiet' ? 'Terminate' : 'Terminate now'}
      </Button>
      {asked ? (
        <ActionDialog
          tier="popover"
          anchor={button}
          title={`Terminate ${name}?`}
          confirm="Terminate now"
          consequences="Its pods are told to stop and have 5 seconds to do so. The Job stays as long as it was to stay; it cannot be taken up again."
          lines={[kubectlCommand({ command: 'jobs.terminate', input: job }, context)]}
          obstacle={refusal ?? reason}
          onCancel={() => setAsked(false)}
          onConfirm={() => act(job, { notice: 'refusals elsewhere' })}
        />
      ) : null}
    </>
  )
}

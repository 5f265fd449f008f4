import { kubectlCommand, type ObjectRef } from '@binnacle/shared'
import { useRef, useState } from 'react'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'

/** Deletes a Job and its pods, after asking. */
export function DeleteJob({ job: { namespace, name, uid }, ended, kind }: { job: ObjectRef; ended: boolean; kind: 'danger' | 'quiet' }) {
  const { context } = useLive()
  const refusal = useRefusal('jobs.delete', namespace)
  const act = useAction('jobs.delete')
  const button = useRef<HTMLButtonElement>(null)
  const [asked, setAsked] = useState(false)
  const job = { namespace, name, uid }
  return (
    <>
      <Button
        ref={button}
        kind={kind}
        tabIndex={kind === 'quiet' ? -1 : undefined}
        aria-label={kind === 'quiet' ? `Delete ${name}` : undefined}
        disabledReason={refusal}
        onClick={() => setAsked(true)}
      >
        {kind === 'quiet' ? 'Delete' : 'Delete Job'}
      </Button>
      {asked ? (
        <ActionDialog
          tier="dialog"
          title={`Delete Job ${name}?`}
          confirm="Delete Job"
          consequences={
            ended
              ? 'The Job and its pods leave the cluster. Samples and saved log lines stay here until Binnacle restarts.'
              : 'It is still running: the Job and its pods are deleted, and the run ends. Nothing brings them back.'
          }
          lines={[kubectlCommand({ command: 'jobs.delete', input: job }, context)]}
          obstacle={refusal}
          onCancel={() => setAsked(false)}
          onConfirm={() => act(job, { notice: 'refusals elsewhere' })}
        />
      ) : null}
    </>
  )
}

import { kubectlCommand, type ObjectRef } from '@binnacle/shared'
import { useRef, useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { pair } from '../../commands/useSend.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import type { Tier } from '../../page/ActionKind.ts'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'

type Props = {
  readonly command: 'jobs.terminate' | 'jobs.delete'
  readonly job: ObjectRef
  /** `quiet`: at the end of a row, where the name of the Job is not beside it. */
  readonly kind: 'danger' | 'quiet'
  readonly tier: Tier
  /** The verb alone, and with its object. */
  readonly verb: string
  readonly confirm: string
  readonly title: string
  readonly consequences: string
  /** Why not, beyond rights and connection. */
  readonly reason?: string | null
}

/** A button that asks before it does to a Job what nothing takes back. */
export function AskingButton({ command, job: { namespace, name, uid }, kind, tier, verb, confirm, title, consequences, reason = null }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const refusal = useRefusal(command, namespace) ?? reason
  const act = useAction(command)
  const button = useRef<HTMLButtonElement>(null)
  const [asked, setAsked] = useState(false)
  const job = { namespace, name, uid }
  const atRow = kind === 'quiet' ? ({ tabIndex: -1, 'aria-label': `${verb} ${name}` } as const) : {}
  return (
    <>
      <Button ref={button} kind={kind} {...atRow} disabledReason={refusal} onClick={() => setAsked(true)}>
        {kind === 'quiet' ? verb : confirm}
      </Button>
      {asked ? (
        <ActionDialog
          tier={tier}
          anchor={button}
          title={title}
          confirm={confirm}
          consequences={consequences}
          lines={[kubectlCommand(pair(command, job), cluster)]}
          obstacle={refusal}
          onCancel={() => setAsked(false)}
          onConfirm={() => act(job, { notice: 'refusals elsewhere' })}
        />
      ) : null}
    </>
  )
}

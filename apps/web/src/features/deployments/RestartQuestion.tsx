import { kubectlCommand } from '@binnacle/shared'
import { useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { CauseField } from './CauseField.tsx'
import { causeFault } from './causeFault.ts'
import type { QuestionProps } from './questionProps.ts'
import { useAskedDeployment } from './useAskedDeployment.ts'

/** Before all pods are replaced by new ones of the same template. */
export function RestartQuestion({ asked, anchor, onClose }: QuestionProps) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const act = useAction('deployments.restart')
  const refusal = useRefusal('deployments.restart', asked.namespace)
  const { now, gone, silent } = useAskedDeployment(asked)
  const [cause, setCause] = useState('')
  const { namespace, name, uid } = asked
  const input = { namespace, name, uid, cause: cause.trim() }
  return (
    <ActionDialog
      tier="popover"
      anchor={anchor}
      title={`Restart ${name}?`}
      confirm="Restart"
      kind="primary"
      consequences={`All ${now.desired} pods are replaced by new ones of the same template, as many at a time as the strategy allows. It becomes a new revision.`}
      lines={[kubectlCommand({ command: 'deployments.restart', input }, cluster)]}
      obstacle={gone ?? refusal ?? (now.paused ? `${name} is paused. Resume it first: until then no pod is replaced.` : null)}
      incomplete={causeFault(cause)}
      silent={silent}
      onCancel={onClose}
      onConfirm={() => act(input, { before: { revision: now.revision }, notice: 'refusals elsewhere' })}
    >
      <CauseField value={cause} placeholder="restart" onChange={setCause} />
    </ActionDialog>
  )
}

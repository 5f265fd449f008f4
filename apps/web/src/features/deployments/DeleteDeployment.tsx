import { kubectlCommand } from '@binnacle/shared'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { QuestionProps } from './questionProps.ts'
import { useAskedDeployment } from './useAskedDeployment.ts'

/** Before a deployment is deleted: what goes with it, and its name to type. */
export function DeleteDeployment({ asked, anchor, onClose }: QuestionProps) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const act = useAction('deployments.delete')
  const refusal = useRefusal('deployments.delete', asked.namespace)
  const { now, gone, silent } = useAskedDeployment(asked)
  const { namespace, name, uid } = asked
  const input = { namespace, name, uid }
  const pods = now.replicas === 1 ? 'its pod' : `its ${now.replicas} pods`
  return (
    <ActionDialog
      tier="typed"
      typed={name}
      anchor={anchor}
      title={`Delete deployment ${name}?`}
      confirm="Delete deployment"
      again="Delete anyway"
      consequences={
        <>
          <p>
            Its ReplicaSets and {pods} go with it{now.available > 0 ? `: ${now.available} of them serve now` : ''}. The history of its revisions is gone too, so
            nothing can be undone to.
          </p>
          <p>Services, ConfigMaps and Secrets stay.</p>
        </>
      }
      lines={[kubectlCommand({ command: 'deployments.delete', input }, cluster)]}
      obstacle={gone ?? refusal}
      silent={silent}
      onCancel={onClose}
      onConfirm={() => act(input, { notice: 'refusals elsewhere' })}
    />
  )
}

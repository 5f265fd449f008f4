import { kubectlCommand, type PodRow } from '@binnacle/shared'
import { useAllowed } from '../../commands/useAllowed.ts'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { useObjectChange } from '../../page/useObjectChange.ts'
import type { Collection } from '../../topics/Collection.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { useDeletions } from './DeletionsContext.ts'
import { changeOf, consequence, tierOf, typedWord } from './deleteWords.ts'
import { useDeletePods } from './useDeletePods.ts'

type Props = {
  readonly pods: readonly PodRow[]
  readonly anchor: Element | null
  readonly collection: Collection<PodRow>
  /** Since when (ms) the cluster has not been heard; then it is asked once more. */
  readonly silent: number | null
  readonly onClose: () => void
}

/** Before a delete: what happens, the command, and the focus on Cancel. `Delete` again, or `y`, confirms. */
export function DeleteQuestion({ pods, anchor, collection, silent, onClose }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const deletePods = useDeletePods(collection)
  const obstacle = useObstacle(pods, collection)
  const line = ({ namespace, name, uid }: PodRow) =>
    kubectlCommand({ command: 'pods.delete', input: { namespace, name, uid, gracePeriodSeconds: null } }, cluster)
  const [only, ...others] = pods
  const one = only !== undefined && others.length === 0
  return (
    <ActionDialog
      tier={tierOf(pods)}
      anchor={anchor}
      title={one ? `Delete pod ${only.name}?` : `Delete ${pods.length} pods?`}
      confirm={one ? 'Delete pod' : `Delete ${pods.length} pods`}
      again="Delete anyway"
      consequences={one ? consequence(only) : <Consequences pods={pods} />}
      lines={pods.map(line)}
      typed={typedWord(pods)}
      obstacle={obstacle}
      silent={silent}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        deletePods(pods)
      }}
    />
  )
}

function Consequences({ pods }: { pods: readonly PodRow[] }) {
  const bare = pods.filter((pod) => pod.controller === null)
  return (
    <>
      <p>
        {bare.length === 0
          ? 'Their controllers start others in their place.'
          : `${bare.length} of them will not come back: no controller owns ${bare.length === 1 ? 'it' : 'them'}.`}
      </p>
      <ul className="max-h-40 overflow-auto font-mono text-mono" tabIndex={0} aria-label="Pods to delete">
        {pods.map((pod) => (
          <li key={pod.uid}>
            {pod.namespace}/{pod.name}
            {pod.controller === null && <span className="font-sans text-fail-text"> will not come back</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Why it cannot be done now: no connection, a protected namespace, no right, or the pod is another one than was asked about. */
function useObstacle(pods: readonly PodRow[], collection: Collection<PodRow>): string | null {
  const { context } = useLive()
  const { refusal } = useDeletions()
  const [only] = pods
  const forbidden = useAllowed('pods.delete', context, only?.namespace ?? null)
  const change = useObjectChange(pods, collection, changeOf)
  return refusal(pods) ?? change ?? forbidden
}

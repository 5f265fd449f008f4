import { type DeploymentRow, kubectlCommand, type TemplateImage } from '@binnacle/shared'
import { type RefObject, useMemo } from 'react'
import type { Action, Undo } from '../commands/Activity.ts'
import { useAllowed } from '../commands/useAllowed.ts'
import { useKubectlCluster } from '../commands/useKubectlCluster.ts'
import { LiveContext, useLive } from '../topics/LiveContext.tsx'
import { useRows } from '../topics/useRows.ts'
import { useTopic } from '../topics/useTopic.ts'
import { ActionDialog } from './ActionDialog.tsx'
import { tierOf } from './actionKinds.ts'
import { undoWord } from './intentText.ts'
import { standingRefusal } from './standing.ts'
import { undoConsequences, undoObstacle, undoOf } from './undoWords.ts'
import { useActions } from './useAction.ts'
import { useStanding } from './useRefusal.ts'

type Props = { readonly action: Action; readonly undo: Undo; readonly anchor: RefObject<Element | null>; readonly onClose: () => void }

/** Before an action is taken back, also one in another context than the page's. */
export function UndoQuestion(props: Props) {
  const { socket } = useLive()
  const { context } = props.action
  const there = useMemo(() => ({ socket, context }), [socket, context])
  return (
    <LiveContext value={there}>
      <Question {...props} />
    </LiveContext>
  )
}

function Question({ action, undo, anchor, onClose }: Props) {
  const { act } = useActions()
  const { context, target } = action
  const cluster = useKubectlCluster(context)
  const { row, gone, waiting, silent } = useDeployment(action, undo)
  const standing = useStanding()
  const forbidden = useAllowed(undo.command, context, target.namespace)
  const given = undoOf(undo, row)
  const images = useImages(undo)
  const changed = gone ? `${target.name} is gone already. Nothing was undone.` : row && undoObstacle(undo, row)
  return (
    <ActionDialog
      tier={tierOf(undo.command, undo.input)}
      anchor={anchor}
      title={`${undoWord(action)} of ${target.name}: ${action.wish}?`}
      confirm={undoWord(action)}
      kind="primary"
      consequences={undoConsequences(undo, { row, images }).map((sentence) => <p key={sentence}>{sentence}</p>)}
      lines={[kubectlCommand(given, cluster)]}
      obstacle={standingRefusal(standing, [target.namespace]) ?? changed ?? forbidden}
      incomplete={waiting ? `${target.name} as it is now has not arrived yet.` : null}
      silent={silent}
      onCancel={onClose}
      onConfirm={() => act(given.command, given.input, { undoes: action.id, before: given.before ?? {}, notice: 'refusals elsewhere' })}
    />
  )
}

/** The Deployment as it is while the question is open. Of other kinds nothing is watched: there the apiserver's answer decides. */
function useDeployment({ target }: Action, undo: Undo): { row: DeploymentRow | null; gone: boolean; waiting: boolean; silent: number | null } {
  const { namespace, name, uid } = target
  const asked = undo.command.startsWith('deployments.') && namespace !== null
  const { state, collection } = useTopic('deployment', asked ? { namespace, name } : null)
  const [row = null] = useRows(collection)
  const live = state.state === 'live'
  const gone = asked && (row === null ? live : row.uid !== uid)
  return { row, gone, waiting: asked && row === null && !live, silent: state.state === 'stale' && state.cause === 'cluster' ? state.since : null }
}

/** The images of the revision that the undo goes to, while its ReplicaSet is kept; null where they are not known. */
function useImages(undo: Undo): readonly TemplateImage[] | null {
  const back = undo.command === 'deployments.undo' ? undo.input : null
  const topic = useTopic('deployments.replicasets', back && { namespace: back.namespace, uid: back.uid })
  const rows = useRows(topic.collection)
  return back && (rows.find(({ revision }) => revision === back.to)?.images ?? null)
}

import { kubectlLine, type Revision, visibleText } from '@binnacle/shared'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { standingRefusal } from '../../page/standing.ts'
import { useStanding } from '../../page/useRefusal.ts'
import { useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Age } from '../../ui/Age.tsx'
import { CauseCell } from './CauseCell.tsx'
import { imagesTitle } from './imagesTitle.ts'
import type { DeploymentSeen } from './seen.ts'
import { shortImage } from './shortImage.ts'
import type { AskDeployment } from './useDeploymentQuestions.tsx'
import { useFocusKept } from './useFocusKept.ts'

type Props = { readonly seen: DeploymentSeen; readonly from: Revision | null; readonly to: Revision | null; readonly ask: AskDeployment }

/** The revisions as `kubectl rollout history` has them, newest first, with two to choose for a comparison: each choice is one stop of the keyboard, arrows within. */
export function RevisionTable({ seen, from, to, ask }: Props) {
  const { revisions, deployment } = seen
  const choose = useChoice(from, to)
  const kept = useFocusKept<HTMLDivElement>()
  return (
    <div {...kept} className="history-scroll" tabIndex={-1} role="group" aria-label="Revisions">
      <table className="plain-table" aria-label={kubectlLine({ view: 'rollout history', namespace: deployment.namespace, name: deployment.name }, null)}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Revision</th>
            <th scope="col">Change cause</th>
            <th scope="col">Images</th>
            <th scope="col" className="text-right">
              Pods
            </th>
            <th scope="col" className="text-right">
              Created
            </th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {revisions.toReversed().map((revision) => (
            <tr key={revision.uid} data-revision={revision.revision} data-current={revision.current || undefined}>
              <Choice which="from" revision={revision} chosen={from} onChoose={choose} />
              <Choice which="to" revision={revision} chosen={to} onChoose={choose} />
              <td className="whitespace-nowrap">
                <strong className="font-semibold">{revision.revision}</strong>
                {revision.current ? <span className="lane-now ml-1.5">now</span> : null}
              </td>
              <td className="history-cause">
                <CauseCell revision={revision} seen={seen} />
              </td>
              <td className="max-w-64 truncate font-mono text-mono" title={imagesTitle(revision.images)}>
                {visibleText(revision.images.map(({ image }) => shortImage(image)).join(', '))}
              </td>
              <td className="text-right">{revision.replicas === 0 ? <span className="text-muted">0</span> : `${revision.ready}/${revision.replicas}`}</td>
              <td className="text-right whitespace-nowrap text-muted">
                <Age since={revision.created} />
              </td>
              <td className="text-right">{revision.current ? null : <UndoButton revision={revision} seen={seen} ask={ask} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type Which = 'from' | 'to'

/** Both are written, so that a link means the same tomorrow. */
function useChoice(from: Revision | null, to: Revision | null) {
  const { set } = useView()
  return (which: Which, { revision }: Revision) =>
    set({ from: from === null ? null : String(from.revision), to: to === null ? null : String(to.revision), [which]: String(revision) }, { replace: true })
}

type ChoiceProps = {
  readonly which: Which
  readonly revision: Revision
  readonly chosen: Revision | null
  readonly onChoose: (which: Which, revision: Revision) => void
}

function Choice({ which, revision, chosen, onChoose }: ChoiceProps) {
  return (
    <td>
      <input
        type="radio"
        className="history-radio"
        name={`revision-${which}`}
        aria-label={`Compare ${which} revision ${revision.revision}`}
        checked={revision.revision === chosen?.revision}
        onChange={() => onChoose(which, revision)}
      />
    </td>
  )
}

function UndoButton({ revision: { revision }, seen: { deployment, deleted }, ask }: { revision: Revision; seen: DeploymentSeen; ask: AskDeployment }) {
  const { context } = useLive()
  const standing = useStanding()
  const { name, namespace } = deployment
  return (
    <CommandButton
      command="deployments.undo"
      context={context}
      namespace={namespace}
      kind="quiet"
      aria-label={`Undo to revision ${revision}`}
      refused={deleted ? `${name} was deleted.` : standingRefusal(standing, [namespace])}
      onClick={(event) => ask({ wish: 'undo', to: revision }, deployment, event.currentTarget)}
    >
      Undo to here
    </CommandButton>
  )
}

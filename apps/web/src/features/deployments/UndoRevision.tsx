import { type DeploymentRow, kubectlCommand, type ReplicaSetRow, type Revision, rolloutHistory, undoCause, visibleText } from '@binnacle/shared'
import { useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { ChangedSince } from '../../page/ChangedSince.tsx'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import { deploymentState } from './deploymentState.ts'
import type { QuestionProps } from './questionProps.ts'
import { TemplateDiffView } from './TemplateDiffView.tsx'
import { useAskedDeployment } from './useAskedDeployment.ts'
import { useTemplates } from './useTemplates.ts'

/** Before an older revision is rolled out again: what of the template changes, what does not come back, and the command. */
export function UndoRevision({ asked, to: wanted, onClose }: QuestionProps & { to: number | null }) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const act = useAction('deployments.undo')
  const resume = useAction('deployments.resume')
  const refusal = useRefusal('deployments.undo', asked.namespace)
  const { now, gone, silent } = useAskedDeployment(asked)
  const [seen, setSeen] = useState(asked)
  const { revisions, read } = useRevisions(now)
  const current = revisions.find((each) => each.current) ?? null
  const to = wanted ?? previousOf(revisions)
  const target = revisions.find(({ revision }) => revision === to) ?? null
  const { namespace, name, uid } = asked
  const ref = (of: Revision | null) => (of === null ? null : { namespace, name: of.name, uid: of.uid, revision: of.revision })
  const diff = useTemplates(ref(current), ref(target))
  const nothing = diff.state === 'ready' && diff.groups.length === 0
  const changed = now.generation !== seen.generation
  const input = { namespace, name, uid, generation: seen.generation, to: to ?? 1 }
  const cause = undoCause(to ?? 1, target?.cause ?? null)
  const next = Math.max(0, ...revisions.map(({ revision }) => revision)) + 1
  return (
    <ActionDialog
      tier="dialog"
      title={to === null ? `Undo ${name}` : `Undo ${name} to revision ${to}?`}
      confirm={to === null ? 'Undo' : `Undo to revision ${to}`}
      className="wide-dialog"
      lines={target === null ? [] : [kubectlCommand({ command: 'deployments.undo', input: { ...input, causeOfRevision: target.cause } }, cluster)]}
      obstacle={gone ?? refusal ?? obstacleOf({ now, changed, to, current, kept: read ? revisions : null })}
      incomplete={
        nothing ? `Nothing to roll back: revision ${to ?? ''} is what runs.` : diff.state === 'ready' ? null : 'The templates have not been compared yet.'
      }
      silent={silent}
      onCancel={onClose}
      onConfirm={() => act(input, { before: { revision: now.revision }, notice: 'refusals elsewhere' })}
    >
      {now.paused && gone === null ? (
        <p>
          <Button onClick={() => void resume({ namespace, name, uid })}>Resume {name}</Button>
        </p>
      ) : null}
      {changed && gone === null ? <ChangedSince before={deploymentState(seen)} after={deploymentState(now)} onLookAgain={() => setSeen(now)} /> : null}
      {target === null || current === null ? null : (
        <>
          <section aria-label="What changes" className="undo-diff">
            <h3 className="mb-1.5 font-semibold">
              Now, revision {current.revision} <span aria-hidden="true">→</span> revision {target.revision}
            </h3>
            <TemplateDiffView diff={diff} same={`Nothing to roll back: revision ${target.revision} is what runs.`} />
          </section>
          <ul className="undo-words">
            <li>
              Restores the pod template{target.cause === null ? '' : ` of “${visibleText(target.cause)}”`}. Revision {target.revision} will become revision{' '}
              {next}.
            </li>
            <li>Does not restore the number of replicas ({now.desired}), ConfigMaps, Secrets or Services: they stay as they are now.</li>
            <li>
              Change cause that is written: <code className="font-mono text-mono">{visibleText(cause)}</code>
            </li>
          </ul>
        </>
      )}
    </ActionDialog>
  )
}

type Standing = {
  readonly now: DeploymentRow
  readonly changed: boolean
  readonly to: number | null
  readonly current: Revision | null
  /** Null while they are being read. */
  readonly kept: readonly Revision[] | null
}

function obstacleOf({ now, changed, to, current, kept }: Standing): string | null {
  if (now.paused) return `${now.name} is paused. Resume it first: until then no revision is rolled out.`
  if (kept === null) return null
  if (to === null) return `There is no earlier revision of ${now.name} to go back to.`
  if (to === current?.revision) return `Nothing to roll back: revision ${to} is what runs.`
  if (!kept.some(({ revision }) => revision === to)) return `Revision ${to} is no longer kept: ${kept.map(({ revision }) => revision).join(', ')} are.`
  return changed ? `${now.name} was changed since you looked.` : null
}

/** Read from the watch that the page has already; from the list it begins with the question. */
function useRevisions(deployment: DeploymentRow): { revisions: readonly Revision[]; read: boolean } {
  const topic = useTopic('deployments.replicasets', { namespace: deployment.namespace, uid: deployment.uid })
  const rows = useRows<ReplicaSetRow>(topic.collection)
  return { revisions: rolloutHistory(rows, deployment), read: rows.length > 0 || topic.state.state === 'live' }
}

function previousOf(revisions: readonly Revision[]): number | null {
  return revisions.findLast(({ current }) => !current)?.revision ?? null
}

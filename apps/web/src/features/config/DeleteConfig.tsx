import { kubectlCommand } from '@binnacle/shared'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { useRead } from '../../commands/useRead.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { useActions } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { PageState } from '../../topics/PageState.ts'
import { type ConfigDetail, type ConfigKind, words } from './ConfigKind.ts'

type Props = { readonly kind: ConfigKind; readonly row: ConfigDetail; readonly state: PageState; readonly deleted: boolean; readonly onClose: () => void }

/** Before it is deleted: who still names it, and that its values do not come back. */
export function DeleteConfig({ kind, row, state, deleted, onClose }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const { act } = useActions()
  const { one } = words[kind]
  const { namespace, name, uid } = row
  const refusal = useRefusal(`${kind}.delete`, namespace)
  const { outcome } = useRead(`${kind}.usedBy`, { namespace, name, uid }, { context })
  const users = outcome?.ok ? outcome.output.users.filter(({ owner }) => owner === null) : []
  const command = `${kind}.delete` as const
  return (
    <ActionDialog
      tier="dialog"
      title={`Delete ${one} ${name}?`}
      confirm={`Delete ${one}`}
      consequences={
        <>
          <p>Its {row.data === 1 ? 'value does' : `${row.data} values do`} not come back: Binnacle keeps no copy.</p>
          {users.length === 0 ? null : (
            <p>
              Named by{' '}
              {users
                .slice(0, 5)
                .map((user) => `${user.kind} ${user.name}`)
                .join(', ')}
              {users.length > 5 ? ` and ${users.length - 5} more` : ''}: pods that start without it wait, unless they call it optional; pods that run keep what
              they have.
            </p>
          )}
        </>
      }
      lines={[kubectlCommand({ command, input: { namespace, name, uid } }, cluster)]}
      obstacle={refusal ?? (deleted ? `${name} is gone already. Nothing was deleted.` : null)}
      silent={state.state === 'stale' && state.cause === 'cluster' ? state.since : null}
      onCancel={onClose}
      onConfirm={() => act(command, { namespace, name, uid }, { notice: 'refusals elsewhere' })}
      onDone={onClose}
    />
  )
}

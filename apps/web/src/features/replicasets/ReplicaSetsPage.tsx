import { type ReplicaSetRow, replicaSetFamily } from '@binnacle/shared'
import { inNamespaces } from '../../page/inNamespaces.ts'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { useScaleRows } from '../../page/useScaleRows.tsx'
import { keptSearch, paths, useView } from '../../paths.ts'
import { isInUse } from './isInUse.ts'
import { OldRevisions } from './OldRevisions.tsx'
import { replicaSetColumns } from './replicaSetColumns.tsx'

const byName = { column: 'name', descending: false }
const replicaSets = counting(
  {
    one: 'ReplicaSet',
    many: 'ReplicaSets',
    families: [
      { family: 'fail', say: (count) => `${count} cannot make pods` },
      { family: 'attention', say: (count) => `${count} not fully ready` },
      { family: 'progress', say: (count) => `${count} changing` },
    ],
  },
  replicaSetFamily,
)

export function ReplicaSetsPage() {
  const { context, namespaces, search, set, go } = useView()
  const all = search['old'] === '1'
  const open = ({ namespace, controller }: ReplicaSetRow): void => {
    if (controller?.kind === 'Deployment') go(paths.object({ context, page: 'deployments', namespace, name: controller.name }, keptSearch(search)))
  }
  const { actions, onRowKey, question } = useScaleRows({ topic: 'replicasets', params: { namespaces }, kind: 'ReplicaSet', warning: ownerWarning })
  return (
    <>
      <ListPage
        topic="replicasets"
        params={{ namespaces }}
        namespaces={namespaces}
        title="ReplicaSets"
        counting={replicaSets}
        columns={replicaSetColumns}
        sort={byName}
        kubectl={{ view: 'list', resource: 'replicasets', namespaces, wide: search['cols'] === 'wide' }}
        empty={`No ReplicaSets ${inNamespaces(namespaces)}.`}
        also={all ? null : isInUse}
        note={(order) => <OldRevisions order={order} shown={all} onToggle={() => set({ old: all ? null : '1' }, { replace: true })} />}
        onOpen={open}
        actions={actions}
        onRowKey={onRowKey}
      />
      {question}
    </>
  )
}

/** What owns a ReplicaSet puts its number right again. */
function ownerWarning({ controller }: ReplicaSetRow) {
  if (controller === null) return null
  return (
    <p className="text-attention-text">
      {controller.kind} {controller.name} owns it and will set its own number again. Scale the {controller.kind} instead.
    </p>
  )
}

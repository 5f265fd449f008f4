import { replicationControllerFamily } from '@binnacle/shared'
import { inNamespaces } from '../../page/inNamespaces.ts'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { useScaleRows } from '../../page/useScaleRows.tsx'
import { useView } from '../../paths.ts'
import { replicationControllerColumns } from './replicationControllerColumns.tsx'

const byName = { column: 'name', descending: false }
const controllers = counting(
  {
    one: 'replication controller',
    many: 'replication controllers',
    families: [
      { family: 'fail', say: (count) => `${count} cannot make pods` },
      { family: 'attention', say: (count) => `${count} not fully ready` },
      { family: 'progress', say: (count) => `${count} changing` },
    ],
  },
  replicationControllerFamily,
)

export function ReplicationControllersPage() {
  const { namespaces, search } = useView()
  const { actions, onRowKey, question } = useScaleRows({ topic: 'replicationcontrollers', params: { namespaces }, kind: 'replication controller' })
  return (
    <>
      <ListPage
        topic="replicationcontrollers"
        params={{ namespaces }}
        namespaces={namespaces}
        title="Replication controllers"
        counting={controllers}
        columns={replicationControllerColumns}
        sort={byName}
        kubectl={{ view: 'list', resource: 'replicationcontrollers', namespaces, wide: search['cols'] === 'wide' }}
        empty={`No replication controllers ${inNamespaces(namespaces)}.`}
        actions={actions}
        onRowKey={onRowKey}
      />
      {question}
    </>
  )
}

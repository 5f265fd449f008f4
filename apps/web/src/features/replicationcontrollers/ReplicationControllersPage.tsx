import { replicationControllerFamily } from '@binnacle/shared'
import { inNamespaces } from '../../page/inNamespaces.ts'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
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
  return (
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
    />
  )
}

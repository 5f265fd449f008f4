import { type NamespaceRow, namespaceFamily } from '@binnacle/shared'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { paths, useView } from '../../paths.ts'
import { namespaceColumns } from './namespaceColumns.tsx'

const noParams = {}
const byName = { column: 'name', descending: false }
const namespaces = counting(
  {
    one: 'namespace',
    many: 'namespaces',
    families: [
      { family: 'leaving', say: (count) => (count === 1 ? '1 is being deleted' : `${count} are being deleted`) },
      { family: 'unknown', say: (count) => `${count} unknown` },
    ],
  },
  namespaceFamily,
)

export function NamespacesPage() {
  const { context, go } = useView()
  const openPods = ({ name }: NamespaceRow): void => go(paths.page(context, 'pods', { ns: name }))
  return (
    <ListPage
      topic="namespaces"
      params={noParams}
      namespaces={null}
      title="Namespaces"
      counting={namespaces}
      columns={namespaceColumns}
      sort={byName}
      kubectl={{ view: 'list', resource: 'namespaces' }}
      empty="There are no namespaces that you may see."
      onOpen={openPods}
    />
  )
}

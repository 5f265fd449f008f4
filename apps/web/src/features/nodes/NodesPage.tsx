import { nodeFamily } from '@binnacle/shared'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { useView } from '../../paths.ts'
import { nodeColumns } from './nodeColumns.tsx'

const noParams = {}
const byName = { column: 'name', descending: false }
const nodes = counting(
  {
    one: 'node',
    many: 'nodes',
    families: [
      { family: 'attention', say: (count) => `${count} not ready` },
      { family: 'unknown', say: (count) => `${count} unknown` },
      { family: 'off', say: (count) => (count === 1 ? '1 takes no new pods' : `${count} take no new pods`) },
    ],
  },
  nodeFamily,
)

export function NodesPage() {
  const { search } = useView()
  return (
    <ListPage
      topic="nodes"
      params={noParams}
      namespaces={null}
      title="Nodes"
      counting={nodes}
      columns={nodeColumns}
      sort={byName}
      kubectl={{ view: 'list', resource: 'nodes', wide: search['cols'] === 'wide' }}
      empty="This cluster has no nodes: nothing can run in it."
    />
  )
}

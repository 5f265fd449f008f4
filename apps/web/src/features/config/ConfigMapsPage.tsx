import type { ConfigMapRow } from '@binnacle/shared'
import { inNamespaces } from '../../page/inNamespaces.ts'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { keptSearch, paths, useView } from '../../paths.ts'
import { configMapColumns } from './configColumns.tsx'
import { NewLink } from './NewLink.tsx'

const byName = { column: 'name', descending: false }
const counted = counting<ConfigMapRow>(
  { one: 'ConfigMap', many: 'ConfigMaps', families: [{ family: 'leaving', say: (count) => `${count} being deleted` }] },
  ({ deletedAt }) => (deletedAt === null ? 'ok' : 'leaving'),
)

export function ConfigMapsPage() {
  const { context, namespaces, search, go } = useView()
  return (
    <ListPage
      topic="configmaps"
      params={{ namespaces }}
      namespaces={namespaces}
      title="ConfigMaps"
      counting={counted}
      columns={configMapColumns}
      sort={byName}
      kubectl={{ view: 'list', resource: 'configmaps', namespaces }}
      empty={`No ConfigMaps ${inNamespaces(namespaces)}.`}
      emptyAction={<NewLink kind="configmaps">Create one</NewLink>}
      tools={<NewLink kind="configmaps" />}
      onOpen={({ namespace, name }) => go(paths.object({ context, page: 'configmaps', namespace, name }, keptSearch(search)))}
    />
  )
}

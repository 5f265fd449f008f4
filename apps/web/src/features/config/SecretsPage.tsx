import type { SecretRow } from '@binnacle/shared'
import { inNamespaces } from '../../page/inNamespaces.ts'
import { ListPage } from '../../page/ListPage.tsx'
import { counting } from '../../page/Summary.tsx'
import { keptSearch, paths, useView } from '../../paths.ts'
import { secretColumns } from './configColumns.tsx'
import { NewLink } from './NewLink.tsx'

const byName = { column: 'name', descending: false }
const counted = counting<SecretRow>(
  { one: 'secret', many: 'secrets', families: [{ family: 'leaving', say: (count) => `${count} being deleted` }] },
  ({ deletedAt }) => (deletedAt === null ? 'ok' : 'leaving'),
)

export function SecretsPage() {
  const { context, namespaces, search, go } = useView()
  return (
    <ListPage
      topic="secrets"
      params={{ namespaces }}
      namespaces={namespaces}
      title="Secrets"
      counting={counted}
      columns={secretColumns}
      sort={byName}
      kubectl={{ view: 'list', resource: 'secrets', namespaces }}
      empty={`No secrets ${inNamespaces(namespaces)}.`}
      emptyAction={<NewLink kind="secrets">Create one</NewLink>}
      tools={<NewLink kind="secrets" />}
      onOpen={({ namespace, name }) => go(paths.object({ context, page: 'secrets', namespace, name }, keptSearch(search)))}
    />
  )
}

import { age, type NamespaceRow, namespaceFamily } from '@binnacle/shared'
import { Age } from '../../ui/Age.tsx'
import type { Column } from '../../ui/Column.ts'
import { Status } from '../../ui/Status.tsx'
import { NamespaceName } from './NamespaceName.tsx'

/** The columns of `kubectl get namespaces`. */
export const namespaceColumns: readonly Column<NamespaceRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(220px, 2fr)',
    mono: true,
    text: (namespace) => namespace.name,
    cell: (namespace) => <NamespaceName name={namespace.name} />,
    sortKey: (namespace) => namespace.name,
  },
  {
    id: 'status',
    title: 'Status',
    width: 'minmax(160px, 1fr)',
    text: (namespace) => namespace.status,
    cell: (namespace) => <Status family={namespaceFamily(namespace)} word={namespace.status} />,
    sortKey: (namespace) => namespace.status,
  },
  {
    id: 'age',
    title: 'Age',
    width: '90px',
    align: 'end',
    text: (namespace, now) => age(namespace.created, now / 1000),
    cell: (namespace) => <Age since={namespace.created} />,
    sortKey: (namespace) => -namespace.created,
  },
]

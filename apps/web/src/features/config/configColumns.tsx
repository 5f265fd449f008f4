import { age, type ConfigMapRow, type SecretRow, visibleText } from '@binnacle/shared'
import { Age } from '../../ui/Age.tsx'
import type { Column } from '../../ui/Column.ts'
import type { ConfigKind } from './ConfigKind.ts'
import { ConfigName } from './ConfigName.tsx'

const named = <Row extends ConfigMapRow>(kind: ConfigKind): readonly Column<Row>[] => [
  { id: 'namespace', title: 'Namespace', width: 'minmax(96px, 1fr)', text: (row) => row.namespace, sortKey: (row) => row.namespace },
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(200px, 1.6fr)',
    mono: true,
    text: (row) => row.name,
    cell: (row) => <ConfigName kind={kind} row={row} />,
    sortKey: (row) => row.name,
  },
]

const holding = <Row extends ConfigMapRow>(): readonly Column<Row>[] => [
  { id: 'data', title: 'Data', width: '76px', align: 'end', text: (row) => String(row.data), sortKey: (row) => row.data },
  {
    id: 'age',
    title: 'Age',
    width: '76px',
    align: 'end',
    text: (row, now) => age(row.created, now / 1000),
    cell: (row) => <Age since={row.created} />,
    sortKey: (row) => -row.created,
  },
  { id: 'keys', title: 'Keys', width: 'minmax(160px, 2fr)', mono: true, text: keysText },
  { id: 'bytes', title: 'Bytes', width: '92px', align: 'end', wide: true, text: (row) => row.bytes.toLocaleString('en'), sortKey: (row) => row.bytes },
  { id: 'immutable', title: 'Immutable', width: '92px', wide: true, text: (row) => (row.immutable ? 'yes' : ''), sortKey: (row) => Number(row.immutable) },
]

/** The columns of `kubectl get secrets`, and which keys there are. */
export const secretColumns: readonly Column<SecretRow>[] = [
  ...named<SecretRow>('secrets'),
  { id: 'type', title: 'Type', width: 'minmax(140px, 1.2fr)', mono: true, text: (row) => visibleText(row.type), sortKey: (row) => row.type },
  ...holding<SecretRow>(),
]

/** The columns of `kubectl get configmaps`, and which keys there are. */
export const configMapColumns: readonly Column<ConfigMapRow>[] = [...named<ConfigMapRow>('configmaps'), ...holding<ConfigMapRow>()]

function keysText({ keys, data }: ConfigMapRow): string {
  const names = keys.map(({ name }) => name).join(', ')
  return data > keys.length ? `${names}, …` : names
}

import { age, type NodeRow, nodeFamily } from '@binnacle/shared'
import { Age } from '../../ui/Age.tsx'
import type { Column } from '../../ui/Column.ts'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import { Status } from '../../ui/Status.tsx'

const NONE = '<none>'

/** The columns of `kubectl get nodes -o wide`. */
export const nodeColumns: readonly Column<NodeRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(200px, 2fr)',
    mono: true,
    text: (node) => node.name,
    cell: (node) => <MiddleTruncated text={node.name} />,
    sortKey: (node) => node.name,
  },
  {
    id: 'status',
    title: 'Status',
    width: 'minmax(190px, 1.2fr)',
    text: (node) => node.status,
    cell: (node) => <Status family={nodeFamily(node)} word={node.status} />,
    sortKey: (node) => node.status,
  },
  { id: 'roles', title: 'Roles', width: 'minmax(110px, 1fr)', text: (node) => node.roles, sortKey: (node) => node.roles },
  {
    id: 'age',
    title: 'Age',
    width: '76px',
    align: 'end',
    text: (node, now) => age(node.created, now / 1000),
    cell: (node) => <Age since={node.created} />,
    sortKey: (node) => -node.created,
  },
  { id: 'version', title: 'Version', width: 'minmax(100px, 1fr)', text: (node) => node.version, sortKey: (node) => node.version },
  { id: 'internal-ip', title: 'Internal IP', width: '128px', mono: true, wide: true, text: (node) => node.internalIP ?? NONE },
  { id: 'external-ip', title: 'External IP', width: '128px', mono: true, wide: true, text: (node) => node.externalIP ?? NONE },
  { id: 'os-image', title: 'OS image', width: 'minmax(180px, 1.4fr)', wide: true, text: (node) => node.osImage },
  { id: 'kernel', title: 'Kernel version', width: 'minmax(150px, 1fr)', wide: true, text: (node) => node.kernelVersion },
  { id: 'runtime', title: 'Container runtime', width: 'minmax(150px, 1fr)', wide: true, text: (node) => node.containerRuntime },
]

import { type ReplicaSetRow, replicaSetFamily } from '@binnacle/shared'
import { FamilyStatus } from '../../page/FamilyStatus.tsx'
import { countColumn, nameColumns, templateColumns } from '../../page/workloadColumns.tsx'
import type { Column } from '../../ui/Column.ts'
import { OwnerName } from './OwnerName.tsx'

const NONE = '<none>'

/** The columns of `kubectl get replicasets -o wide`, with the Deployment behind it and the revision that it is of. */
export const replicaSetColumns: readonly Column<ReplicaSetRow>[] = [
  ...nameColumns<ReplicaSetRow>((set) => <FamilyStatus row={set} word={set.name} familyOf={replicaSetFamily} />),
  countColumn('desired', 'Desired', ({ desired }) => desired),
  countColumn('current', 'Current', ({ replicas }) => replicas),
  countColumn('ready', 'Ready', ({ ready }) => ready),
  {
    id: 'owner',
    title: 'Owner',
    width: 'minmax(160px, 1fr)',
    text: ({ controller }) => (controller === null ? NONE : `${controller.kind} ${controller.name}`),
    cell: (set) => <OwnerName set={set} />,
    sortKey: ({ controller }) => controller?.name ?? '',
  },
  {
    id: 'revision',
    title: 'Revision',
    width: '84px',
    align: 'end',
    text: ({ revision }) => revision?.toString() ?? NONE,
    sortKey: ({ revision }) => revision ?? 0,
  },
  ...templateColumns<ReplicaSetRow>(),
]

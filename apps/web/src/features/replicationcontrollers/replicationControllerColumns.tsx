import { type ReplicationControllerRow, replicationControllerFamily } from '@binnacle/shared'
import { FamilyStatus } from '../../page/FamilyStatus.tsx'
import { countColumn, nameColumns, templateColumns } from '../../page/workloadColumns.tsx'
import type { Column } from '../../ui/Column.ts'

/** The columns of `kubectl get replicationcontrollers -o wide`. */
export const replicationControllerColumns: readonly Column<ReplicationControllerRow>[] = [
  ...nameColumns<ReplicationControllerRow>((controller) => <FamilyStatus row={controller} word={controller.name} familyOf={replicationControllerFamily} />),
  countColumn('desired', 'Desired', ({ desired }) => desired),
  countColumn('current', 'Current', ({ replicas }) => replicas),
  countColumn('ready', 'Ready', ({ ready }) => ready),
  ...templateColumns<ReplicationControllerRow>(),
]

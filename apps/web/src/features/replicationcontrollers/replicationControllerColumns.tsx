import { type ReplicationControllerRow, replicationControllerFamily } from '@binnacle/shared'
import { countColumn, nameColumns, templateColumns } from '../../page/workloadColumns.tsx'
import type { Column } from '../../ui/Column.ts'
import { Status } from '../../ui/Status.tsx'

/** The columns of `kubectl get replicationcontrollers -o wide`. */
export const replicationControllerColumns: readonly Column<ReplicationControllerRow>[] = [
  ...nameColumns<ReplicationControllerRow>((controller) => <Status family={replicationControllerFamily(controller)} word={controller.name} />),
  countColumn('desired', 'Desired', ({ desired }) => desired),
  countColumn('current', 'Current', ({ replicas }) => replicas),
  countColumn('ready', 'Ready', ({ ready }) => ready),
  ...templateColumns<ReplicationControllerRow>(),
]

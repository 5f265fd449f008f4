import { type DeploymentRow, deploymentFamily, type Family, rolloutWords } from '@binnacle/shared'
import { FamilyStatus } from '../../page/FamilyStatus.tsx'
import { IntentChip } from '../../page/IntentChip.tsx'
import { countColumn, nameColumns, templateColumns } from '../../page/workloadColumns.tsx'
import type { Column } from '../../ui/Column.ts'
import { SegmentBar } from '../../ui/SegmentBar.tsx'
import { DeploymentName } from './DeploymentName.tsx'
import { deploymentSegments } from './deploymentSegments.ts'

/** Nothing is said of a deployment at rest but that it is. */
const rollout = (deployment: DeploymentRow): string => rolloutWords(deployment) ?? (deployment.desired === 0 ? 'scaled to 0' : 'as asked')

/** The columns of `kubectl get deployments -o wide`, and how its rollout goes. */
export const deploymentColumns: readonly Column<DeploymentRow>[] = [
  ...nameColumns<DeploymentRow>((deployment) => <DeploymentName deployment={deployment} />),
  {
    id: 'ready',
    title: 'Ready',
    width: '72px',
    text: ({ ready, desired }) => `${ready}/${desired}`,
    sortKey: ({ ready, desired }) => ready - desired,
  },
  countColumn('up-to-date', 'Up-to-date', ({ updated }) => updated),
  countColumn('available', 'Available', ({ available }) => available),
  {
    id: 'rollout',
    title: 'Rollout',
    width: 'minmax(336px, 2fr)',
    text: rollout,
    cell: (deployment) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <SegmentBar segments={deploymentSegments(deployment)} total={deployment.desired} />
        <FamilyStatus row={deployment} word={rollout(deployment)} familyOf={deploymentFamily} />
        <IntentChip uid={deployment.uid} short />
      </span>
    ),
    sortKey: (deployment) => FAMILIES.indexOf(settled(deployment)),
    quiet: (before, after) => settled(before) === settled(after),
  },
  ...templateColumns<DeploymentRow>(),
]

/** A sort key must not change by time alone. */
const settled = (deployment: DeploymentRow): Family => deploymentFamily(deployment, Number.POSITIVE_INFINITY)

/** What needs a look first. */
const FAMILIES: readonly string[] = ['fail', 'attention', 'unknown', 'progress', 'leaving', 'paused', 'ok', 'off']

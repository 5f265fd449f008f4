import type { ReplicaSetRow } from '@binnacle/shared'
import { Button } from '../../ui/Button.tsx'
import type { RowOrder } from '../../ui/RowOrder.ts'
import { useDigest } from '../../ui/useDigest.ts'
import { isInUse } from './isInUse.ts'

function countOld(sets: Iterable<ReplicaSetRow>): string {
  let old = 0
  for (const set of sets) if (!isInUse(set)) old += 1
  return String(old)
}

/** ReplicaSets that only keep a revision are out of the way until somebody asks for them. */
export function OldRevisions({ order, shown, onToggle }: { order: RowOrder<ReplicaSetRow>; shown: boolean; onToggle: () => void }) {
  const old = Number(useDigest(order, countOld))
  if (old === 0) return null
  const what = old === 1 ? '1 old ReplicaSet' : `${old} old ReplicaSets`
  return (
    <p className="flex items-center gap-1.5 text-muted">
      {what} {old === 1 ? 'keeps' : 'keep'} a revision and {old === 1 ? 'has' : 'have'} no pods.
      <Button kind="link" aria-pressed={shown} onClick={onToggle}>
        {shown ? 'Hide' : 'Show'}
      </Button>
    </p>
  )
}

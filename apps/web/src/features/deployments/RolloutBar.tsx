import { SegmentBar } from '../../ui/SegmentBar.tsx'
import { useTicking, useTime } from '../../ui/Time.ts'
import { limitWords } from './rolloutLimits.ts'
import { rolloutSegments } from './rolloutSegments.ts'
import type { DeploymentSeen } from './seen.ts'

/** How the pods divide, as a bar and in words, and what of the strategy's room is used. */
export function RolloutBar({ seen }: { seen: DeploymentSeen }) {
  const time = useTime()
  const words = useTicking((now) => wordsOf(seen, now / 1000))
  const { segments, total } = rolloutSegments(seen, time.now() / 1000)
  return (
    <div className="flex flex-col gap-1.5">
      <SegmentBar className="rollout-bar" segments={segments} total={total} />
      <p className="text-muted" data-rollout-words>
        {words}
      </p>
    </div>
  )
}

function wordsOf(seen: DeploymentSeen, now: number): string {
  const { state } = seen.states.replicaSets
  if (seen.replicaSets.length === 0 && (state === 'first paint' || state === 'catching up')) return 'Reading its ReplicaSets…'
  const { segments, replicas } = rolloutSegments(seen, now)
  const shown = segments.filter(({ count }) => count > 0).map(({ count, words }) => `${count} ${words}`)
  const pods = shown.length === 0 ? 'no pods' : shown.join(' · ')
  return `${pods} — ${limitWords(seen.deployment, replicas)}`
}

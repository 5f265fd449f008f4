import { deploymentFamily, humanDuration, rolloutStatus } from '@binnacle/shared'
import { useEffect, useRef } from 'react'
import { useAnnounce } from '../../ui/LiveRegion.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import { useTicking, useTime } from '../../ui/Time.ts'
import { CauseStrip } from './CauseStrip.tsx'
import { headline } from './headline.ts'
import { clockWords, rolloutClock } from './rolloutClock.ts'
import type { DeploymentSeen } from './seen.ts'
import { stuckCause } from './stuckCause.ts'

/** How the rollout goes: in a few words, in those of kubectl, for how long, and what stands in its way. Its end is announced. */
export function RolloutSentence({ seen }: { seen: DeploymentSeen }) {
  const { deployment, sets, pods } = seen
  const time = useTime()
  // Time alone can make a cause of a pod that is not ready: looked at again when the answer changes.
  const kind = useTicking((now) => stuckCause(deployment, seen, now / 1000)?.kind ?? null)
  const cause = kind === null ? null : stuckCause(deployment, seen, time.now() / 1000)
  const family = useTicking((now) => deploymentFamily(deployment, now / 1000))
  const shown = cause?.kind === 'paused' ? 'paused' : cause !== null && cause.family === 'fail' ? 'fail' : family
  const clock = rolloutClock(deployment, sets, pods)
  const { text, done } = rolloutStatus(deployment)
  const title = headline(deployment, sets, cause)
  useAnnounceEnd(done && !deployment.paused, `${deployment.name}: ${title}, ${deployment.available} of ${deployment.desired} available`)
  return (
    <section aria-label="Rollout" className="flex flex-col gap-2">
      <p className="rollout-sentence" data-family={shown} data-step={done ? 'done' : 'moving'}>
        <StatusGlyph family={shown} size={16} />
        <strong className={`font-semibold ${shown === 'fail' ? 'text-fail-text' : ''}`}>{title}</strong>
        <span>{text}</span>
        <span className="text-muted">
          <Ticking text={(now) => clockWords(clock, now / 1000)} />
          {cause !== null && !done && clock.moved !== null && clock.deadline !== null ? (
            <Ticking text={(now) => ` · no progress for ${humanDuration(Math.max(0, now / 1000 - (clock.moved ?? 0)))}`} />
          ) : null}
        </span>
      </p>
      {cause === null ? null : <CauseStrip cause={cause} seen={seen} />}
    </section>
  )
}

/** Said once, when a rollout that was seen moving has ended. */
function useAnnounceEnd(done: boolean, words: string): void {
  const announce = useAnnounce()
  const before = useRef(done)
  useEffect(() => {
    if (done && !before.current) announce(words)
    before.current = done
  }, [done, words, announce])
}

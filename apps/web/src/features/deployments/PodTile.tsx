import { type PodRow, podFamily } from '@binnacle/shared'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import { useTicking } from '../../ui/Time.ts'
import { podPhase, podSentence, suffixOf } from './podWords.ts'

type Props = {
  readonly pod: PodRow
  /** Name of its ReplicaSet. */
  readonly set: string
  readonly small: boolean
  /** It is the one stop of the keyboard among its siblings. */
  readonly reachable: boolean
  readonly opened: boolean
  readonly onFocus: () => void
  readonly onOpen: () => void
}

/** A pod as a tile: glyph, the end of its name, and what it is doing. */
export function PodTile({ pod, set, small, reachable, opened, onFocus, onOpen }: Props) {
  const family = useTicking((now) => (pod.deletedAt === null ? podFamily(pod, now / 1000) : 'leaving'))
  // By the minute: a label that changes every second would be read out again and again.
  const label = useTicking((now) => podSentence(pod, Math.floor(now / 60_000) * 60))
  return (
    <li className="tile-place">
      <button
        type="button"
        className="tile"
        data-uid={pod.uid}
        data-family={family}
        data-opened={opened || undefined}
        aria-label={label}
        aria-pressed={opened}
        title={small ? label : pod.name}
        tabIndex={reachable ? 0 : -1}
        onFocus={onFocus}
        onClick={onOpen}
      >
        <StatusGlyph family={family} size={small ? 14 : 13} />
        {small ? null : (
          <>
            <span className="tile-name">{suffixOf(pod.name, set)}</span>
            <span className="tile-ready">
              {pod.ready}/{pod.containers}
            </span>
            <span className="tile-phase">
              <Ticking text={(now) => podPhase(pod, now / 1000)} />
              {pod.restarts === 0 ? null : <span title={`${pod.restarts} restarts`}> · ↻{pod.restarts}</span>}
            </span>
          </>
        )}
      </button>
    </li>
  )
}

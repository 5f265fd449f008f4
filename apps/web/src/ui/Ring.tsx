import type { ReactNode } from 'react'

const SIZE = 116
const RADIUS = 51
const AROUND = 2 * Math.PI * RADIUS

/** A circle of which `share` (0…1) is left, with words in its middle. The words say what it shows. */
export function Ring({ share, children }: { share: number; children: ReactNode }) {
  return (
    <div className="time-ring" data-late={share <= 0.1 || undefined}>
      <svg aria-hidden="true" width={SIZE} height={SIZE} viewBox={`0 0 ${SIZE} ${SIZE}`}>
        <circle cx={SIZE / 2} cy={SIZE / 2} r={RADIUS} className="time-ring-ground" />
        <circle
          cx={SIZE / 2}
          cy={SIZE / 2}
          r={RADIUS}
          className="time-ring-left"
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - Math.min(1, Math.max(0, share)))}
          transform={`rotate(-90 ${SIZE / 2} ${SIZE / 2})`}
        />
      </svg>
      <div className="time-ring-words">{children}</div>
    </div>
  )
}

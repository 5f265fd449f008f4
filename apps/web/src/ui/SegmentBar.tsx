import type { Family } from './StatusGlyph.tsx'

/** A part of the whole. `shade` sets apart parts of one family. */
export type Segment = { readonly family: Family; readonly count: number; readonly words: string; readonly shade?: 'soft' }

/** How a whole divides: widths by count, hatched where things are leaving. The words are its label; nothing is said by colour alone. */
export function SegmentBar({ segments, total, className = '' }: { segments: readonly Segment[]; total: number; className?: string }) {
  const shown = segments.filter(({ count }) => count > 0)
  const label = shown.length === 0 ? 'nothing' : shown.map(({ count, words }) => `${count} ${words}`).join(', ')
  const sum = shown.reduce((all, { count }) => all + count, 0)
  return (
    <span role="img" aria-label={label} title={label} className={`segment-bar ${className}`}>
      {shown.map(({ family, count, words, shade }) => (
        <span key={words} className="segment" data-family={family} data-shade={shade} style={{ flexGrow: count }} />
      ))}
      {total > sum && <span className="segment" data-empty style={{ flexGrow: total - sum }} />}
    </span>
  )
}

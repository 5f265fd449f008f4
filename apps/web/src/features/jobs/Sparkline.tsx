const BAR = 4
const HEIGHT = 18

/** Pods per sample, as steps; a gap is a gap. */
export function Sparkline({ counts }: { counts: readonly (number | null)[] }) {
  const known = counts.filter((count) => count !== null)
  if (known.length === 0) return <span className="text-muted">no samples</span>
  const most = Math.max(1, ...known)
  const label = `${counts.length} samples, ${Math.min(...known)} to ${Math.max(...known)} pods`
  return (
    <svg role="img" aria-label={label} width={counts.length * BAR} height={HEIGHT} className="sparkline">
      <title>{label}</title>
      {counts.map((count, index) =>
        count === null ? null : (
          <rect
            key={index}
            x={index * BAR}
            width={BAR - 1}
            y={HEIGHT - Math.max(1.5, (count / most) * HEIGHT)}
            height={Math.max(1.5, (count / most) * HEIGHT)}
          />
        ),
      )}
    </svg>
  )
}

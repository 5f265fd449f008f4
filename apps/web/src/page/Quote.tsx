import { visiblePieces } from '@binnacle/shared'
import { Pieces } from '../ui/Pieces.tsx'

/** Words of the cluster, set apart from ours by the mono face. */
export function Quote({ text, className = '' }: { text: string; className?: string }) {
  return (
    <span className={`font-mono text-mono break-words whitespace-pre-wrap ${className}`}>
      <Pieces pieces={visiblePieces(text.trim())} />
    </span>
  )
}

import { textOfBytes, visiblePieces } from '@binnacle/shared'
import { Pieces } from '../../ui/Pieces.tsx'

/** A value as it is: text with what cannot be seen written out; of other bytes the first ones. */
export function ValueShown({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const text = bytes.length <= MAX_SHOWN_BYTES ? textOfBytes(bytes) : null
  if (bytes.length === 0) return <span className="text-muted">(empty)</span>
  if (bytes.length > MAX_SHOWN_BYTES)
    return <span className="text-muted">{bytes.length.toLocaleString('en')} bytes: too long to read here. Copy takes them all.</span>
  return (
    <div className="config-value" tabIndex={0} role="group" aria-label={label} data-value>
      {text === null ? <span>{hexOf(bytes)}</span> : <Pieces pieces={visiblePieces(text)} />}
    </div>
  )
}

const MAX_SHOWN_BYTES = 200_000
const MAX_HEX = 64

function hexOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes.subarray(0, MAX_HEX), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return `${bytes.length.toLocaleString('en')} bytes that are no text: ${hex}${bytes.length > MAX_HEX ? ' …' : ''}`
}

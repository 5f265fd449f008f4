/** Families of states. Shape carries the family, colour repeats it, and the word beside it names it. */
export type Family = 'ok' | 'progress' | 'attention' | 'fail' | 'leaving' | 'done' | 'paused' | 'off' | 'unknown'

const COLOUR: Readonly<Record<Family, string>> = {
  ok: 'text-ok',
  progress: 'text-progress',
  attention: 'text-attention',
  fail: 'text-fail',
  leaving: 'text-leaving',
  done: 'text-idle',
  paused: 'text-idle',
  off: 'text-idle',
  unknown: 'text-idle',
}

const OPEN = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 } as const
/** Drawn on a filled shape, in the colour of whatever is behind the glyph. */
const CUT = { fill: 'none', className: 'glyph-cut', strokeWidth: 1.7, strokeLinecap: 'round', strokeLinejoin: 'round' } as const

function Shape({ family }: { family: Family }) {
  switch (family) {
    case 'ok':
      return (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="M4.9 8.3l2.1 2.1 4.1-4.5" {...CUT} />
        </>
      )
    case 'progress':
      return (
        <>
          <circle cx="8" cy="8" r="6.1" {...OPEN} strokeWidth={1.8} />
          <path d="M8 8V3.1A4.9 4.9 0 0 1 12.9 8z" fill="currentColor" />
        </>
      )
    case 'attention':
      return (
        <>
          <path d="M8 1.3c.4 0 .7.2.9.5l6 11.1c.4.7-.1 1.6-.9 1.6H2c-.8 0-1.3-.9-.9-1.6l6-11.1c.2-.3.5-.5.9-.5z" fill="currentColor" />
          <path d="M8 5.9v3.6M8 11.9v.1" {...CUT} />
        </>
      )
    case 'fail':
      return (
        <>
          <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
          <path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" {...CUT} />
        </>
      )
    case 'leaving':
      return (
        <>
          <circle cx="8" cy="8" r="6.2" {...OPEN} strokeDasharray="2.9 1.97" />
          <path d="M5.2 8h5.6" {...OPEN} strokeLinecap="round" />
        </>
      )
    case 'done':
      return (
        <>
          <rect x="1.9" y="1.9" width="12.2" height="12.2" rx="2.6" {...OPEN} strokeWidth={1.4} />
          <path d="M5 8.3l2.1 2 3.9-4.3" {...OPEN} strokeLinecap="round" strokeLinejoin="round" />
        </>
      )
    case 'paused':
      return <path d="M4 2.5h2.8v11H4zM9.2 2.5H12v11H9.2z" fill="currentColor" />
    case 'off':
      return <circle cx="8" cy="8" r="6.2" {...OPEN} />
    case 'unknown':
      return (
        <>
          <circle cx="8" cy="8" r="6.4" {...OPEN} strokeWidth={1.4} />
          <path d="M6.2 6.4c0-2.3 3.7-2.2 3.7 0 0 1.3-1.9 1.5-1.9 2.9M8 11.6v.1" {...OPEN} strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round" />
        </>
      )
  }
}

export function StatusGlyph({ family, size = 14 }: { family: Family; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className={`glyph shrink-0 ${COLOUR[family]}`}
      data-family={family}
      data-symbol={`glyph-${family}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
    >
      <Shape family={family} />
    </svg>
  )
}

import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { useAnnounce } from './LiveRegion.tsx'
import { useTime } from './Time.ts'

const SHOWN_MS = 6_000

/** The one toast of the page. Errors stay until they are closed; others leave after 6 s, unless somebody is at them. Text that changes starts the time again. */
export function Toast({ text, tone, onClose, children }: { text: string; tone: 'plain' | 'ok' | 'fail'; onClose: () => void; children?: ReactNode }) {
  const time = useTime()
  const announce = useAnnounce()
  const [visited, setVisited] = useState(false)
  useEffect(() => announce(text, tone === 'fail' ? 'assertive' : 'polite'), [announce, text, tone])
  useEffect(() => (visited || tone === 'fail' ? undefined : time.after(SHOWN_MS, onClose)), [time, text, tone, visited, onClose])
  return (
    <div
      className="toast"
      data-tone={tone}
      role="group"
      aria-label="Notice"
      onPointerEnter={() => setVisited(true)}
      onPointerLeave={() => setVisited(false)}
      onFocus={() => setVisited(true)}
      onBlur={() => setVisited(false)}
    >
      <span>{text}</span>
      {children}
      <Button kind="quiet" onClick={onClose} aria-label="Close notice">
        ×
      </Button>
    </div>
  )
}

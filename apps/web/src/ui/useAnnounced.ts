import { useEffect, useEffectEvent, useRef } from 'react'
import { useAnnounce } from './LiveRegion.tsx'

/** Says a text to a screen reader when it comes up while the page is open; what stood there at first is no news. */
export function useAnnounced(text: string | null): void {
  const announce = useAnnounce()
  const before = useRef(text)
  const say = useEffectEvent(() => {
    if (text !== null && text !== before.current) announce(text)
    before.current = text
  })
  useEffect(() => say(), [text])
}

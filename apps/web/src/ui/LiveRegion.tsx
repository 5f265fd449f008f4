import { createContext, type ReactNode, use, useMemo, useState } from 'react'

type Announce = (text: string, how?: 'polite' | 'assertive') => void

const AnnounceContext = createContext<Announce>(() => undefined)

/** Says something to a screen reader; assertive only for a lost connection and a failed action of one's own. */
export function useAnnounce(): Announce {
  return use(AnnounceContext)
}

export function LiveRegion({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('')
  const [assertive, setAssertive] = useState('')
  const announce = useMemo<Announce>(() => (text, how) => (how === 'assertive' ? setAssertive(text) : setPolite(text)), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="sr-only" aria-live="polite" data-announcer="polite">
        {polite}
      </div>
      <div className="sr-only" aria-live="assertive" data-announcer="assertive">
        {assertive}
      </div>
    </AnnounceContext>
  )
}

import { lazy, Suspense, useRef, useState } from 'react'
import { useView } from '../../paths.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { PageState } from '../../topics/PageState.ts'
import { useLink } from '../../topics/useLink.ts'
import { Popover } from '../../ui/Popover.tsx'
import { type Family, StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useTicking } from '../../ui/Time.ts'
import { usePageTopic } from './usePageTopic.ts'

const WatchTable = lazy(() => import('./WatchTable.tsx').then((module) => ({ default: module.WatchTable })))

type Truth = 'live' | 'catching up' | 'behind' | 'stale' | 'paused' | 'connecting' | 'not live'

const LOOKS: Readonly<Record<Truth, { family: Family; word: string }>> = {
  live: { family: 'ok', word: 'Live' },
  'catching up': { family: 'progress', word: 'Catching up' },
  behind: { family: 'attention', word: 'Behind' },
  stale: { family: 'fail', word: 'Stale' },
  paused: { family: 'paused', word: 'Paused' },
  connecting: { family: 'progress', word: 'Connecting' },
  'not live': { family: 'unknown', word: 'Not live' },
}

/** What this page may claim: the worst of the link and of its own topic. */
function truthOf(state: PageState['state'], link: string, paused: boolean): Truth {
  if (link === 'lost' || link === 'closed' || link === 'signed out') return 'stale'
  if (link === 'connecting') return 'connecting'
  if (paused) return 'paused'
  switch (state) {
    case 'live':
    case 'behind':
    case 'stale':
    case 'catching up':
      return state
    case 'first paint':
      return 'catching up'
    case 'forbidden':
    case 'gone':
    case 'refused':
      return 'not live'
  }
}

export function LiveIndicator() {
  const { search } = useView()
  const { link, heardAt } = useLink()
  const { state } = usePageTopic()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const truth = truthOf(state.state, link.state, search.paused === '1')
  const { family, word } = LOOKS[truth]
  // Binnacle may well answer while the cluster behind it does not.
  const asOf = state.state === 'stale' ? state.since : heardAt
  return (
    <>
      <button ref={button} type="button" className="status-button" data-live={truth} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        <StatusGlyph family={family} size={12} />
        <span>
          <span className="text-text">{word}</span>
          {asOf !== null && <Synced at={asOf} />}
        </span>
      </button>
      {open && (
        <Popover anchor={button} label="Watches" onClose={() => setOpen(false)}>
          <Suspense>
            <WatchTable />
          </Suspense>
        </Popover>
      )}
    </>
  )
}

function Synced({ at }: { at: number }) {
  const { socket } = useLive()
  const text = useTicking(() => syncedText(socket.serverNow() - at))
  return <> · {text}</>
}

function syncedText(ms: number): string {
  return ms < 1_500 ? 'synced just now' : `synced ${Math.round(ms / 1000)} s ago`
}

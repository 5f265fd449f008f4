import { type Failure, fromBase64 } from '@binnacle/shared'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useApi } from '../../commands/ApiContext.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { useTime } from '../../ui/Time.ts'
import type { ConfigDetail } from './ConfigKind.ts'

/** How long a revealed value stays (ms); asking for more adds as much again. */
export const REVEALED_MS = 30_000

/** One value on the screen at most. `until` in ms of the server's clock. */
export type Revealed =
  | { readonly state: 'hidden' }
  | { readonly state: 'asking'; readonly key: string }
  | { readonly state: 'shown'; readonly key: string; readonly bytes: Uint8Array; readonly until: number }
  | { readonly state: 'refused'; readonly key: string; readonly failure: Failure }

const hidden: Revealed = { state: 'hidden' }

/**
 * Reads one value of a Secret by one audited read, holds it for 30 s, and lets it go. It is in no cache: every look is another read. It goes when its page
 * is left, when another one is revealed, and when the Secret changes.
 */
export function useReveal({ namespace, name, uid, version }: ConfigDetail) {
  const api = useApi()
  const { context } = useLive()
  const time = useTime()
  const [revealed, setRevealed] = useState<Revealed>(hidden)
  const turn = useRef(0)
  const hide = useCallback(() => {
    turn.current += 1
    setRevealed(hidden)
  }, [])
  /** The value, for whoever asked: it is not kept here. */
  const read = useCallback(
    async (key: string) => {
      const outcome = await api.read(context, 'secrets.value', { namespace, name, uid, key })
      return outcome.ok ? ({ ok: true, output: fromBase64(outcome.output.value) } as const) : outcome
    },
    [api, context, namespace, name, uid],
  )
  const reveal = useCallback(
    async (key: string) => {
      const mine = ++turn.current
      setRevealed({ state: 'asking', key })
      const outcome = await read(key)
      if (turn.current !== mine) return
      setRevealed(
        outcome.ok ? { state: 'shown', key, bytes: outcome.output, until: time.now() + REVEALED_MS } : { state: 'refused', key, failure: outcome.failure },
      )
    },
    [read, time],
  )
  const extend = useCallback(() => setRevealed((now) => (now.state === 'shown' ? { ...now, until: now.until + REVEALED_MS } : now)), [])
  const until = revealed.state === 'shown' ? revealed.until : null
  useEffect(() => (until === null ? undefined : time.after(Math.max(0, until - time.now()), hide)), [until, time, hide])
  useEffect(() => hide, [hide, uid, version])
  return { revealed, reveal, extend, hide, read }
}

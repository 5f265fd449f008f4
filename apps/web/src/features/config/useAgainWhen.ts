import { useEffect, useRef } from 'react'
import { useTime } from '../../ui/Time.ts'

/** Changes that come together are answered together (ms). */
const SETTLE_MS = 300
/** Where changes do not end, an answer is good for this long (ms): some of them cost the cluster a list of each kind. */
const REST_MS = 2_000

/** Asks again when what the answer was about has changed, once in two seconds at most; not at first, then it is asked anyway. */
export function useAgainWhen(mark: string, again: () => void): void {
  const time = useTime()
  const latest = useRef(again)
  const answered = useRef(mark)
  const askedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    latest.current = again
  })
  useEffect(() => {
    if (answered.current === mark) return
    return time.after(Math.max(SETTLE_MS, askedAt.current + REST_MS - time.now()), () => {
      answered.current = mark
      askedAt.current = time.now()
      latest.current()
    })
  }, [mark, time])
}

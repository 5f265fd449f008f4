import { useEffect, useRef } from 'react'
import { useTime } from '../../ui/Time.ts'

/** Changes that come together are answered together (ms). */
const SETTLE_MS = 300

/** Asks again when what the answer was about has changed; not at first, then it is asked anyway. */
export function useAgainWhen(mark: string, again: () => void): void {
  const time = useTime()
  const latest = useRef(again)
  const answered = useRef(mark)
  useEffect(() => {
    latest.current = again
  })
  useEffect(() => {
    if (answered.current === mark) return
    return time.after(SETTLE_MS, () => {
      answered.current = mark
      latest.current()
    })
  }, [mark, time])
}

import { useRef } from 'react'
import { useTime } from './Time.ts'
import { type KeyMap, useKeys } from './useKeys.ts'

/** The second key comes within this time (ms). */
const CHORD_MS = 1_200

/** Two keys one after the other, as `g` then `p`. */
export function useChord(first: string, seconds: KeyMap): void {
  const time = useTime()
  const until = useRef(0)
  const chords = Object.entries(seconds).map(([key, run]): [string, KeyMap[string]] => [
    key,
    (event) => {
      if (time.now() <= until.current) run(event)
      until.current = 0
    },
  ])
  useKeys({
    [first]: () => {
      until.current = time.now() + CHORD_MS
    },
  })
  useKeys(Object.fromEntries(chords), () => time.now() <= until.current)
}

import { createContext, use, useSyncExternalStore } from 'react'
import { Ticker } from './Ticker.ts'

/** The time a page shows: `now` is the cluster side's clock (ms), `after` a timer (ms), `age` the words for a moment (seconds, as Kubernetes writes it) seen from `now` (ms). */
export type Time = {
  now(): number
  after(ms: number, run: () => void): () => void
  age(at: number | null, now: number): string
  readonly ticker: Ticker
}

export function createTime(parts: Omit<Time, 'ticker'>): Time {
  return { ...parts, ticker: new Ticker(parts) }
}

export const TimeContext = createContext<Time | null>(null)

export function useTime(): Time {
  const time = use(TimeContext)
  if (!time) throw new Error('useTime needs a TimeContext around it')
  return time
}

/** What `read` says now (ms); drawn again only when that changes (compared with Object.is: give text or numbers). */
export function useTicking<T extends string | number | boolean | null>(read: (now: number) => T): T {
  const time = useTime()
  return useSyncExternalStore(time.ticker.subscribe, () => read(time.now()))
}

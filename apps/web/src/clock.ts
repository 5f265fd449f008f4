import type { Clock } from '@binnacle/shared'

/** The browser's clock. Ages never come from it: they use the server's time (`LiveSocket.serverNow`). */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

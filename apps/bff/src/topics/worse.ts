import type { ScopeState } from '@binnacle/shared'

/** From the best to the worst that can be said of rows. */
const order = ['live', 'stale', 'catching up', 'gone', 'forbidden'] as const satisfies readonly ScopeState['state'][]

/** What can be said of rows that need both: the worse of two states, of two stale ones the older. */
export const worse = (a: ScopeState, b: ScopeState): ScopeState => {
  if (a.state === 'stale' && b.state === 'stale') return a.since <= b.since ? a : b
  return order.indexOf(a.state) >= order.indexOf(b.state) ? a : b
}

import type { Failure, ScopePart } from '@binnacle/shared'
import type { Freshness, PageState, TopicView } from './PageState.ts'

/** What is known when a claim is made. `since`: when the link was last heard (server's clock). `following`: everything that was sent has been applied. */
export type Evidence = {
  readonly refused: Failure | null
  readonly heard: boolean
  readonly following: boolean
  readonly parts: readonly ScopePart[]
  readonly skipped: number
  readonly otherClusters: number
  readonly freshness: Freshness
  readonly since: number
}

/**
 * The worst of the link and of the scopes that may be seen: stale link, stale cluster, behind, catching up, live. Scopes that are forbidden or gone do
 * not make a page stale, they are `hidden`; when nothing else is left, the page is forbidden (or gone) as a whole.
 */
export const topicView = (evidence: Evidence): TopicView => {
  const hidden = evidence.parts.filter(({ scope }) => scope.state === 'forbidden' || scope.state === 'gone')
  const state = evidence.refused ? ({ state: 'refused', failure: evidence.refused } as const) : (whole(hidden, evidence) ?? worst(evidence))
  return { state, parts: evidence.parts, hidden, skipped: evidence.skipped, otherClusters: evidence.otherClusters }
}

/** Forbidden or gone, when no scope is left to show. */
const whole = (hidden: readonly ScopePart[], { parts }: Evidence): PageState | null => {
  if (parts.length === 0 || hidden.length < parts.length) return null
  let gone: PageState | null = null
  for (const { scope } of hidden) {
    if (scope.state === 'forbidden') return scope
    if (scope.state === 'gone') gone = scope
  }
  return gone
}

const worst = ({ heard, following, parts, freshness, since }: Evidence): PageState => {
  if (freshness === 'stale') return { state: 'stale', since, cause: 'link', failure: null }
  if (!heard) return { state: 'first paint' }
  let stale: Extract<PageState, { state: 'stale' }> | null = null
  for (const { scope } of parts) {
    if (scope.state === 'stale' && (!stale || scope.since < stale.since)) stale = { ...scope, cause: 'cluster' }
  }
  if (stale) return stale
  if (freshness === 'behind') return { state: 'behind', since }
  return following && parts.every(({ scope }) => scope.state !== 'catching up') ? { state: 'live' } : { state: 'catching up' }
}

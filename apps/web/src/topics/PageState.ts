import type { Failure, ScopePart } from '@binnacle/shared'

/** How the link to the BFF is. `since` and `retryAt` are server's clock (compare with `serverNow()`); `retryAt` is null while it is being tried. */
export type LinkState =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly since: number; readonly retryAt: number | null }
  | { readonly state: 'signed out' }
  | { readonly state: 'closed' }

/** How old what is shown may be: live < 8 s since the last heartbeat was sent (and the link open), behind 8–12 s, stale from 12 s. */
export type Freshness = 'live' | 'behind' | 'stale'

/**
 * What one topic's page may claim. `live` means: the link is fresh, every scope that may be seen is live, and everything sent has been applied.
 * Every `since` is the server's clock, ms.
 */
export type PageState =
  | { readonly state: 'first paint' }
  | { readonly state: 'catching up' }
  | { readonly state: 'live' }
  | { readonly state: 'behind'; readonly since: number }
  | { readonly state: 'stale'; readonly since: number; readonly cause: 'link' | 'cluster'; readonly failure: Failure | null }
  | { readonly state: 'forbidden'; readonly failure: Failure }
  | { readonly state: 'gone'; readonly failure: Failure | null }
  | { readonly state: 'refused'; readonly failure: Failure }

/** What a topic knows besides its rows. `hidden`: the scopes that are forbidden or gone while others are shown (Partial). `skipped`: events not delivered.
 * `otherClusters`: how often the cluster behind the address turned out to be another one while this was watched. */
export type TopicView = {
  readonly state: PageState
  readonly parts: readonly ScopePart[]
  readonly hidden: readonly ScopePart[]
  readonly skipped: number
  readonly otherClusters: number
}

/** The link as a page sees it. `heardAt`: up to when (server's clock) everything was heard. `back`: what the last reconnect changed, null until then. */
export type LinkView = {
  readonly link: LinkState
  readonly freshness: Freshness
  readonly heardAt: number | null
  readonly outdated: boolean
  readonly back: { readonly changes: number; readonly at: number } | null
}

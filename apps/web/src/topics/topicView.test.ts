import type { Failure, ScopePart, ScopeState } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { type Evidence, topicView } from './topicView.ts'

const failure: Failure = { reason: 'Forbidden', code: 403, message: 'no' }
const part = (scope: ScopeState, namespace = 'n'): ScopePart => ({ namespace, scope })
const live = part({ state: 'live' })
const catchingUp = part({ state: 'catching up' })
const stale = part({ state: 'stale', since: 5, failure: null })
const staler = part({ state: 'stale', since: 3, failure })
const forbidden = part({ state: 'forbidden', failure })
const gone = part({ state: 'gone', failure: null })

const well: Evidence = { refused: null, heard: true, following: true, parts: [live], skipped: 0, otherClusters: 0, freshness: 'live', since: 9 }

test.each<[string, Partial<Evidence>, object]>([
  ['all is well', {}, { state: 'live' }],
  ['nothing was heard yet', { heard: false, parts: [] }, { state: 'first paint' }],
  ['nothing was heard, and the link is dead', { heard: false, parts: [], freshness: 'stale' }, { state: 'stale', cause: 'link', since: 9 }],
  ['a frame is missing', { following: false }, { state: 'catching up' }],
  ['one scope is still listed', { parts: [live, catchingUp] }, { state: 'catching up' }],
  ['one scope is stale', { parts: [live, stale, staler] }, { state: 'stale', cause: 'cluster', since: 3, failure }],
  ['the link is behind', { freshness: 'behind' }, { state: 'behind', since: 9 }],
  ['a stale cluster is worse than a link that is behind', { freshness: 'behind', parts: [stale] }, { state: 'stale', cause: 'cluster' }],
  ['a stale link hides what the cluster is', { freshness: 'stale', parts: [stale] }, { state: 'stale', cause: 'link' }],
  ['some scopes are forbidden: Partial, the rest counts', { parts: [forbidden, live] }, { state: 'live' }],
  ['some scopes are forbidden and the rest is stale', { parts: [forbidden, stale] }, { state: 'stale' }],
  ['all are forbidden, or gone', { parts: [gone, forbidden] }, { state: 'forbidden', failure }],
  ['all are gone', { parts: [gone] }, { state: 'gone' }],
  ['the BFF refused it', { refused: failure, heard: false }, { state: 'refused', failure }],
])('%s', (_what, change, state) => {
  expect(topicView({ ...well, ...change }).state).toMatchObject(state)
})

test('hidden scopes are named', () => {
  expect(topicView({ ...well, parts: [forbidden, live, gone] }).hidden).toEqual([forbidden, gone])
})

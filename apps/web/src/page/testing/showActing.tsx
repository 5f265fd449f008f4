import { age, ManualClock, type Outcome } from '@binnacle/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Activity } from '../../commands/Activity.ts'
import { ActivityContext } from '../../commands/ActivityContext.ts'
import { ApiContext } from '../../commands/ApiContext.ts'
import { Api } from '../../commands/api.ts'
import { LiveContext } from '../../topics/LiveContext.tsx'
import { TestLive } from '../../topics/TestLive.ts'
import { LiveRegion } from '../../ui/LiveRegion.tsx'
import { NoticesProvider } from '../../ui/Notices.tsx'
import { createTime, TimeContext } from '../../ui/Time.ts'

/** The moment at which these tests happen (ms). */
export const NOW_MS = 1_700_000_000_000

type Asked = { readonly context: string; readonly name: string; readonly input: unknown }
type Review = { readonly verb: string; readonly resource: string; readonly namespace: string | null }
type Parts = {
  readonly activity?: Activity
  readonly protectedNamespaces?: readonly string[]
  readonly readOnly?: boolean
  readonly allowed?: (review: Review) => boolean
}

/** Something that acts, over a cluster and a BFF that the test speaks for: each command waits until the test answers it. */
export async function showActing(ui: ReactNode, { activity = new Activity(), protectedNamespaces = [], readOnly = false, allowed = () => true }: Parts = {}) {
  const live = new TestLive()
  const clock = new ManualClock(NOW_MS)
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: (since, now) => age(since, now / 1000) })
  const asked: Asked[] = []
  const reviews: Review[] = []
  const waiting: ((answer: unknown) => void)[] = []
  const session = { build: 'b', mode: 'local', contexts: [], problem: null, protectedNamespaces, readOnly }
  const answer = (path: string, body: string): unknown => {
    if (path === '/api/session') return session
    const review = /access\.review\?input=(.*)$/.exec(path)?.[1]
    if (review !== undefined) {
      const input: Review = JSON.parse(decodeURIComponent(review))
      reviews.push(input)
      return { ok: true, output: { allowed: allowed(input), reason: '' } }
    }
    const [, context = '', name = ''] = /^\/api\/c\/([^/]+)\/commands\/(.+)$/.exec(path) ?? []
    asked.push({ context: decodeURIComponent(context), name, input: JSON.parse(body) })
    return new Promise((resolve) => waiting.push(resolve))
  }
  const api = new Api({ bearer: 'b', end: () => undefined }, async (path, init) => {
    const given: unknown = await answer(String(path), String(init?.body ?? 'null'))
    if (given instanceof Error) throw given
    return new Response(JSON.stringify(given))
  })
  await act(async () =>
    render(
      <TimeContext value={time}>
        <ApiContext value={api}>
          <ActivityContext value={activity}>
            <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
              <LiveRegion>
                <NoticesProvider>
                  <LiveContext value={{ socket: live, context: 'minikube' }}>{ui}</LiveContext>
                </NoticesProvider>
              </LiveRegion>
            </QueryClientProvider>
          </ActivityContext>
        </ApiContext>
      </TimeContext>,
    ),
  )
  return {
    live,
    activity,
    asked,
    reviews,
    /** Answers the oldest command that waits; an Error is a lost connection. */
    answer: (outcome: Outcome<unknown> | Error) => act(async () => waiting.shift()?.(outcome)),
    say: (what: () => void) => act(what),
    pass: (ms: number) => act(() => clock.advance(ms)),
  }
}

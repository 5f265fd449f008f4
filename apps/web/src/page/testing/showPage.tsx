import { age, ManualClock } from '@binnacle/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import type { ComponentType } from 'react'
import { ApiContext } from '../../commands/ApiContext.ts'
import { Api } from '../../commands/api.ts'
import { Session } from '../../commands/Session.ts'
import { paths } from '../../paths.ts'
import { LiveContext } from '../../topics/LiveContext.tsx'
import { TestLive } from '../../topics/TestLive.ts'
import { memoryAddress } from '../../ui/Address.ts'
import { AddressContext } from '../../ui/AddressContext.ts'
import { createTime, TimeContext } from '../../ui/Time.ts'

/** The moment at which the tests look (epoch seconds). */
export const NOW = 1_700_000_000

/** An api that nobody answers: pages must stand without it. */
const silentApi = (): Api => {
  const session = new Session({
    storage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    tabs: { post: () => undefined, listen: () => undefined },
    after: () => () => undefined,
    redeem: () => Promise.resolve({ why: 'nobody is there' }),
  })
  return new Api(session, () => new Promise(() => undefined))
}

/** A page at an address, over a cluster that the test speaks for and a clock that it moves. */
export const showPage = async (Page: ComponentType, href: string) => {
  const live = new TestLive()
  const clock = new ManualClock(NOW * 1000)
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: (since, now) => age(since, now / 1000) })
  const address = memoryAddress(href)
  const queries = new QueryClient()
  const api = silentApi()
  const socket = { socket: live, context: 'minikube' }
  await act(async () =>
    render(
      <TimeContext value={time}>
        <ApiContext value={api}>
          <QueryClientProvider client={queries}>
            <AddressContext value={address}>
              <LiveContext value={socket}>
                <Page />
              </LiveContext>
            </AddressContext>
          </QueryClientProvider>
        </ApiContext>
      </TimeContext>,
    ),
  )
  return {
    live,
    /** Where the page is now, with what its address holds. */
    at: () => {
      const { pathname, search } = new URL(address.get(), 'http://binnacle')
      return { pathname, search: paths.parseSearch(search) }
    },
    pass: (ms: number) => act(() => clock.advance(ms)),
  }
}

/** A screen: without one nothing is in view, and only rows in view are drawn. */
export const giveScreen = (): void => {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 800 },
    clientWidth: { configurable: true, get: () => 1_280 },
  })
}

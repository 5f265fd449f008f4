import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, RouterProvider, redirect } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ApiContext } from './commands/ApiContext.ts'
import type { Api } from './commands/api.ts'
import type { Session } from './commands/Session.ts'
import { SessionContext } from './commands/SessionContext.ts'
import { Frame } from './features/frame/Frame.tsx'
import { Home } from './features/frame/Home.tsx'
import { NoSuchPage } from './features/frame/NoSuchPage.tsx'
import { LoginGate } from './features/login/LoginGate.tsx'
import { DeletePodButton } from './features/pods/DeletePodButton.tsx'
import { Deletions } from './features/pods/Deletions.tsx'
import { parsePeek, paths, useView } from './paths.ts'
import type { Live } from './topics/Live.ts'
import { LiveContext } from './topics/LiveContext.tsx'
import { LiveRegion } from './ui/LiveRegion.tsx'
import { NoticesProvider } from './ui/Notices.tsx'
import { type Time, TimeContext } from './ui/Time.ts'

export type Parts = { readonly session: Session; readonly api: Api; readonly live: Live; readonly time: Time; readonly queries: QueryClient }

const PodPeek = lazy(() => import('./features/podPeek/PodPeek.tsx').then((module) => ({ default: module.PodPeek })))

function appRouter(live: Live) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage })
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
  const context = createRoute({ getParentRoute: () => root, path: '/c/$context', component: () => <InContext live={live} /> })
  const index = createRoute({
    getParentRoute: () => context,
    path: '/',
    beforeLoad: ({ params }) => {
      throw redirect({ to: '/c/$context/pods', params, replace: true })
    },
  })
  const page = { getParentRoute: () => context }
  const pages = [
    index,
    createRoute({ ...page, path: 'pods', component: lazyRouteComponent(() => import('./features/pods/PodsPage.tsx'), 'PodsPage') }),
    createRoute({ ...page, path: 'events', component: lazyRouteComponent(() => import('./features/events/EventsPage.tsx'), 'EventsPage') }),
    createRoute({ ...page, path: 'nodes', component: lazyRouteComponent(() => import('./features/nodes/NodesPage.tsx'), 'NodesPage') }),
    createRoute({ ...page, path: 'namespaces', component: lazyRouteComponent(() => import('./features/namespaces/NamespacesPage.tsx'), 'NamespacesPage') }),
  ]
  return createRouter({
    routeTree: root.addChildren([home, context.addChildren(pages)]),
    parseSearch: paths.parseSearch,
    stringifySearch: paths.search,
    scrollRestoration: false,
    defaultPreload: 'intent',
  })
}

/** Everything below belongs to one context: another one begins anew, so that no row of the old one can be seen in it. */
function InContext({ live }: { live: Live }) {
  const { context } = useView()
  return (
    <LiveContext key={context} value={{ socket: live, context }}>
      <Deletions>
        <Frame peek={<PeekSlot />}>
          <Suspense>
            <Outlet />
          </Suspense>
        </Frame>
      </Deletions>
    </LiveContext>
  )
}

/** What the address names as peek, beside whatever page is open. */
function PeekSlot() {
  const { search, namespaces, set } = useView()
  const peek = parsePeek(search.peek)
  if (peek?.page !== 'pods') return null
  return (
    <Suspense>
      <PodPeek
        pod={peek}
        list={{ namespaces }}
        atLog={search['at'] === 'log'}
        onClose={() => set({ peek: null, at: null })}
        onOpen={(pod) => set({ peek: paths.peek({ page: 'pods', ...pod }), at: null })}
        deleteButton={(pod) => <DeletePodButton pod={pod} />}
      />
    </Suspense>
  )
}

export function App({ parts }: { parts: Parts }) {
  const [router] = useState(() => appRouter(parts.live))
  return (
    <SessionContext value={parts.session}>
      <ApiContext value={parts.api}>
        <TimeContext value={parts.time}>
          <QueryClientProvider client={parts.queries}>
            <LiveRegion>
              <NoticesProvider>
                <LoginGate>
                  <RouterProvider router={router} />
                </LoginGate>
              </NoticesProvider>
            </LiveRegion>
          </QueryClientProvider>
        </TimeContext>
      </ApiContext>
    </SessionContext>
  )
}

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import type { Activity } from './commands/Activity.ts'
import { ActivityContext } from './commands/ActivityContext.ts'
import { ApiContext } from './commands/ApiContext.ts'
import type { Api } from './commands/api.ts'
import type { Session } from './commands/Session.ts'
import { SessionContext } from './commands/SessionContext.ts'
import { DefaultNamespaces } from './features/frame/DefaultNamespaces.tsx'
import { Frame } from './features/frame/Frame.tsx'
import { Home } from './features/frame/Home.tsx'
import { NoSuchPage } from './features/frame/NoSuchPage.tsx'
import { LoginGate } from './features/login/LoginGate.tsx'
import { DeletePodButton } from './features/pods/DeletePodButton.tsx'
import { Deletions } from './features/pods/Deletions.tsx'
import { type Page, parsePeek, parsePlace, paths, type Shown, useView } from './paths.ts'
import type { Live } from './topics/Live.ts'
import { LiveContext } from './topics/LiveContext.tsx'
import type { Address } from './ui/Address.ts'
import { AddressContext, useHref } from './ui/AddressContext.ts'
import { LiveRegion } from './ui/LiveRegion.tsx'
import { NoticesProvider } from './ui/Notices.tsx'
import { Redirect } from './ui/Redirect.tsx'
import { type Time, TimeContext } from './ui/Time.ts'
import { useKeys } from './ui/useKeys.ts'
import { useOnMount } from './ui/useOnMount.ts'

export type Parts = {
  readonly session: Session
  readonly api: Api
  readonly activity: Activity
  readonly live: Live
  readonly time: Time
  readonly queries: QueryClient
  readonly address: Address
}

/** What a page has: its list, a page about one object, a form for a new one. */
type PageComponents = Partial<Readonly<Record<Shown['view'], ComponentType>>>

/** Every page is loaded when it is first opened. */
const pageComponents: Readonly<Record<Page, PageComponents>> = {
  pods: { list: lazy(() => import('./features/pods/PodsPage.tsx').then(({ PodsPage }) => ({ default: PodsPage }))) },
  deployments: {
    list: lazy(() => import('./features/deployments/DeploymentsPage.tsx').then(({ DeploymentsPage }) => ({ default: DeploymentsPage }))),
    object: lazy(() => import('./features/deployments/DeploymentPage.tsx').then(({ DeploymentPage }) => ({ default: DeploymentPage }))),
  },
  replicasets: { list: lazy(() => import('./features/replicasets/ReplicaSetsPage.tsx').then(({ ReplicaSetsPage }) => ({ default: ReplicaSetsPage }))) },
  replicationcontrollers: {
    list: lazy(() =>
      import('./features/replicationcontrollers/ReplicationControllersPage.tsx').then(({ ReplicationControllersPage }) => ({
        default: ReplicationControllersPage,
      })),
    ),
  },
  jobs: {
    list: lazy(() => import('./features/jobs/JobsPage.tsx').then(({ JobsPage }) => ({ default: JobsPage }))),
    object: lazy(() => import('./features/jobs/JobPage.tsx').then(({ JobPage }) => ({ default: JobPage }))),
    new: lazy(() => import('./features/jobs/LaunchPage.tsx').then(({ LaunchPage }) => ({ default: LaunchPage }))),
  },
  secrets: {
    list: lazy(() => import('./features/config/SecretsPage.tsx').then(({ SecretsPage }) => ({ default: SecretsPage }))),
    object: lazy(() => import('./features/config/SecretPage.tsx').then(({ SecretPage }) => ({ default: SecretPage }))),
    new: lazy(() => import('./features/config/NewSecretPage.tsx').then(({ NewSecretPage }) => ({ default: NewSecretPage }))),
  },
  configmaps: {
    list: lazy(() => import('./features/config/ConfigMapsPage.tsx').then(({ ConfigMapsPage }) => ({ default: ConfigMapsPage }))),
    object: lazy(() => import('./features/config/ConfigMapPage.tsx').then(({ ConfigMapPage }) => ({ default: ConfigMapPage }))),
    new: lazy(() => import('./features/config/NewConfigMapPage.tsx').then(({ NewConfigMapPage }) => ({ default: NewConfigMapPage }))),
  },
  events: { list: lazy(() => import('./features/events/EventsPage.tsx').then(({ EventsPage }) => ({ default: EventsPage }))) },
  nodes: { list: lazy(() => import('./features/nodes/NodesPage.tsx').then(({ NodesPage }) => ({ default: NodesPage }))) },
  apply: { list: lazy(() => import('./features/apply/ApplyPage.tsx').then(({ ApplyPage }) => ({ default: ApplyPage }))) },
  namespaces: { list: lazy(() => import('./features/namespaces/NamespacesPage.tsx').then(({ NamespacesPage }) => ({ default: NamespacesPage }))) },
}
const loadPeek = () => import('./features/podPeek/PodPeek.tsx')
const PodPeek = lazy(() => loadPeek().then((module) => ({ default: module.PodPeek })))

/** What the first click may need is fetched before it comes: also without a connection a pod can then be looked into. */
function fetchAhead(): void {
  const load = () =>
    void Promise.allSettled([
      loadPeek(),
      import('./features/pods/DeleteQuestion.tsx'),
      import('./features/frame/NamespaceList.tsx'),
      import('./features/frame/ActivityPanel.tsx'),
      import('./page/UndoQuestion.tsx'),
    ])
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 5_000 })
}

function Routes({ live }: { live: Live }) {
  const href = useHref()
  const { context, page, shown, search } = parsePlace(href)
  if (href === paths.home || href.startsWith('/?')) return <Home />
  if (context === null) return <NoSuchPage />
  if (page === null) return /^\/c\/[^/]+\/?(\?|$)/.test(href) ? <Redirect to={paths.page(context, 'pods', search)} /> : <NoSuchPage />
  const PageComponent = pageComponents[page][shown.view]
  if (PageComponent === undefined) return <NoSuchPage />
  if (search.ns === undefined && shown.view === 'list') return <DefaultNamespaces />
  return <InContext key={context} context={context} page={<PageComponent />} live={live} />
}

/** Everything below belongs to one context: another one begins anew, so that no row of the old one can be seen in it. */
function InContext({ context, page, live }: { context: string; page: ReactNode; live: Live }) {
  useOnMount(fetchAhead)
  return (
    <LiveContext value={{ socket: live, context }}>
      <Deletions>
        <Frame peek={<PeekSlot />}>
          <Suspense>{page}</Suspense>
        </Frame>
      </Deletions>
    </LiveContext>
  )
}

/** What the address names as peek, beside whatever page is open. */
function PeekSlot() {
  const { search, namespaces, set } = useView()
  const peek = parsePeek(search.peek)
  const close = () => set({ peek: null, at: null })
  // One step out also from the row beside it; fields, dialogs and chosen rows come first.
  useKeys({ Escape: close }, () => peek?.page === 'pods')
  if (peek?.page !== 'pods') return null
  return (
    <Suspense>
      <PodPeek
        pod={peek}
        list={{ namespaces }}
        atLog={search['at'] === 'log'}
        onClose={close}
        onOpen={(pod) => set({ peek: paths.peek({ page: 'pods', ...pod }), at: null })}
        deleteButton={(pod) => <DeletePodButton pod={pod} />}
      />
    </Suspense>
  )
}

export function App({ parts }: { parts: Parts }) {
  return (
    <SessionContext value={parts.session}>
      <ActivityContext value={parts.activity}>
        <ApiContext value={parts.api}>
          <TimeContext value={parts.time}>
            <AddressContext value={parts.address}>
              <QueryClientProvider client={parts.queries}>
                <LiveRegion>
                  <NoticesProvider>
                    <LoginGate>
                      <Routes live={parts.live} />
                    </LoginGate>
                  </NoticesProvider>
                </LiveRegion>
              </QueryClientProvider>
            </AddressContext>
          </TimeContext>
        </ApiContext>
      </ActivityContext>
    </SessionContext>
  )
}

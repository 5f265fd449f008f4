import { age, type DeploymentRow, type EventRow, ManualClock, type Outcome, type PodRow, type ReplicaSetRow } from '@binnacle/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { Activity } from '../../../commands/Activity.ts'
import { ActivityContext } from '../../../commands/ActivityContext.ts'
import { ApiContext } from '../../../commands/ApiContext.ts'
import { Api } from '../../../commands/api.ts'
import { parsePlace } from '../../../paths.ts'
import { LiveContext } from '../../../topics/LiveContext.tsx'
import type { PageState } from '../../../topics/PageState.ts'
import { TestLive } from '../../../topics/TestLive.ts'
import { memoryAddress } from '../../../ui/Address.ts'
import { AddressContext } from '../../../ui/AddressContext.ts'
import { LiveRegion } from '../../../ui/LiveRegion.tsx'
import { NoticesProvider } from '../../../ui/Notices.tsx'
import { createTime, TimeContext } from '../../../ui/Time.ts'
import { DeploymentPage } from '../DeploymentPage.tsx'
import { NOW } from './rows.ts'

type World = {
  readonly deployment?: DeploymentRow
  readonly replicaSets?: readonly ReplicaSetRow[]
  readonly pods?: readonly PodRow[]
  readonly events?: readonly EventRow[]
}

type Options = {
  readonly Page?: ComponentType
  readonly path?: string
  /** The pod templates by the uid of their ReplicaSet. */
  readonly templates?: Readonly<Record<string, unknown>>
  /** What a command is answered; without it, it is accepted. */
  readonly answer?: (name: string, input: unknown) => Outcome<unknown> | undefined
  readonly allowed?: (need: { verb: string; resource: string; subresource: string }) => boolean
}

const one = { namespace: 'shop', name: 'lbapp' }
const of = { namespace: 'shop', uid: 'u-lbapp' }

/** The page about lbapp, over a cluster and a BFF that the test speaks for. */
export async function showDeployment(world: World, { Page = DeploymentPage, path = '/c/minikube/deployments/shop/lbapp', ...options }: Options = {}) {
  const live = new TestLive()
  const clock = new ManualClock(NOW * 1000)
  live.now = clock.now()
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: (since, now) => age(since, now / 1000) })
  const address = memoryAddress(path)
  const { api, sent } = server(options)
  const say = (what: World & { removed?: readonly string[]; state?: PageState; detail?: PageState }) => {
    const removed = what.removed ? { removed: [...what.removed] } : {}
    const state = what.state ? { state: what.state } : {}
    const rest = what.detail ? { state: what.detail } : state
    if (what.deployment || what.removed || what.state) {
      const set = what.deployment ? { set: [what.deployment] } : {}
      live.say({ topic: 'deployment', context: 'minikube', params: one }, { ...set, ...removed, ...state })
      live.say({ topic: 'deployments', context: 'minikube', params: { namespaces: ['shop'] } }, { ...set, ...removed, ...state })
    }
    if (what.replicaSets || what.removed || what.detail)
      live.say({ topic: 'deployments.replicasets', context: 'minikube', params: of }, { set: [...(what.replicaSets ?? [])], ...removed, ...rest })
    if (what.pods || what.removed || what.detail)
      live.say({ topic: 'deployments.pods', context: 'minikube', params: of }, { set: [...(what.pods ?? [])], ...removed, ...rest })
    if (what.events) live.say({ topic: 'events', context: 'minikube', params: { namespaces: ['shop'] } }, { set: [...what.events] })
  }
  say(world)
  const activity = new Activity()
  await act(async () =>
    render(
      <ApiContext value={api}>
        <TimeContext value={time}>
          <ActivityContext value={activity}>
            <AddressContext value={address}>
              <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
                <LiveRegion>
                  <NoticesProvider>
                    <LiveContext value={{ socket: live, context: 'minikube' }}>
                      <Page />
                    </LiveContext>
                  </NoticesProvider>
                </LiveRegion>
              </QueryClientProvider>
            </AddressContext>
          </ActivityContext>
        </TimeContext>
      </ApiContext>,
    ),
  )
  return {
    live,
    sent,
    place: () => parsePlace(address.get()),
    go: (href: string) => act(() => address.go(href)),
    say: (what: Parameters<typeof say>[0]) => act(() => say(what)),
    pass: (ms: number) =>
      act(() => {
        clock.advance(ms)
        live.now = clock.now()
      }),
    notice: () => screen.queryByRole('group', { name: 'Notice' })?.textContent ?? '',
  }
}

/** Remembers the commands; every right is there unless told otherwise. */
function server({ templates = {}, answer = () => undefined, allowed = () => true }: Options) {
  const sent: { name: string; input: unknown }[] = []
  const session = { build: 'b', mode: 'local', contexts: [], problem: null, protectedNamespaces: ['kube-system'], readOnly: false }
  const reply = (path: string, body: unknown): unknown => {
    if (path === '/api/session') return session
    const [, read = '', query = ''] = /\/reads\/([\w.]+)\?input=(.*)$/.exec(path) ?? []
    const input: { uid: string; verb: string; resource: string; subresource: string } = query === '' ? {} : JSON.parse(decodeURIComponent(query))
    if (read === 'access.review') return { ok: true, output: { allowed: allowed(input), reason: '' } }
    if (read === 'replicasets.template') return { ok: true, output: { template: templates[input.uid] ?? null } }
    const name = /\/commands\/(.+)$/.exec(path)?.[1] ?? ''
    sent.push({ name, input: body })
    return answer(name, body) ?? { ok: true, output: { generation: 3, changed: true, ...(name === 'deployments.undo' ? { cause: '' } : {}) } }
  }
  const api = new Api({ bearer: 'b', end: () => undefined }, (path, init) =>
    Promise.resolve(new Response(JSON.stringify(reply(String(path), JSON.parse(String(init?.body ?? 'null')))))),
  )
  return { api, sent }
}

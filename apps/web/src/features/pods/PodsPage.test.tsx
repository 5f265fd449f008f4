import { age, ManualClock, type Outcome, type PodRow } from '@binnacle/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ApiContext } from '../../commands/ApiContext.ts'
import { Api } from '../../commands/api.ts'
import { parsePlace } from '../../paths.ts'
import { LiveContext } from '../../topics/LiveContext.tsx'
import type { PageState } from '../../topics/PageState.ts'
import { TestLive } from '../../topics/TestLive.ts'
import { memoryAddress } from '../../ui/Address.ts'
import { AddressContext } from '../../ui/AddressContext.ts'
import { LiveRegion } from '../../ui/LiveRegion.tsx'
import { NoticesProvider } from '../../ui/Notices.tsx'
import { createTime, TimeContext } from '../../ui/Time.ts'
import { Deletions } from './Deletions.tsx'
import { PodsPage } from './PodsPage.tsx'
import { crashing, NOW, podRow } from './testing/podRow.ts'

beforeAll(() => import('./DeleteQuestion.tsx'), 60_000)
afterEach(cleanup)

const at = { topic: 'pods' as const, context: 'minikube', params: { namespaces: ['shop'] } }
const session = {
  build: 'b',
  mode: 'local',
  contexts: [{ name: 'minikube', cluster: 'minikube', user: 'me', server: 'https://127.0.0.1:1', namespace: null, current: true }],
  problem: null,
  protectedNamespaces: ['kube-system'],
}

type Answers = { delete?: Outcome<unknown>; allowed?: boolean }

/** The BFF of a test: remembers the commands, allows everything unless told otherwise. */
function server({ delete: deleted, allowed = true }: Answers) {
  const commands: unknown[] = []
  const answer = (path: string, body: unknown): unknown => {
    if (path === '/api/session') return session
    if (path.includes('access.review')) return { ok: true, output: { allowed, reason: '' } }
    commands.push(body)
    return deleted ?? { ok: true, output: { uid: 'x', gracePeriodSeconds: 30 } }
  }
  const api = new Api({ bearer: 'b', end: () => undefined }, (path, init) =>
    Promise.resolve(new Response(JSON.stringify(answer(String(path), JSON.parse(String(init?.body ?? 'null')))))),
  )
  return { api, commands }
}

async function show(pods: readonly PodRow[], { search = '?ns=shop', ...answers }: Answers & { search?: string } = {}) {
  const live = new TestLive()
  const clock = new ManualClock(NOW * 1000)
  const address = memoryAddress(`/c/minikube/pods${search}`)
  const { api, commands } = server(answers)
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: (since, now) => age(since, now / 1000) })
  live.say(at, { set: [...pods] })
  render(
    <ApiContext value={api}>
      <TimeContext value={time}>
        <AddressContext value={address}>
          <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
            <LiveRegion>
              <NoticesProvider>
                <LiveContext value={{ socket: live, context: 'minikube' }}>
                  <Deletions>
                    <Suspense>
                      <PodsPage />
                    </Suspense>
                  </Deletions>
                </LiveContext>
              </NoticesProvider>
            </LiveRegion>
          </QueryClientProvider>
        </AddressContext>
      </TimeContext>
    </ApiContext>,
  )
  await screen.findByRole('grid', { name: 'Pods' })
  return {
    live,
    commands,
    search: () => parsePlace(address.get()).search,
    pass: (ms: number) => act(() => clock.advance(ms)),
    say: (what: { set?: PodRow[]; removed?: string[]; state?: PageState }) => act(() => live.say(at, what)),
  }
}

const rowOf = (name: string) => screen.getByRole('row', { name: new RegExp(name) })
const notice = () => screen.queryByRole('group', { name: 'Notice' })?.textContent ?? ''
async function wishGone(name: string) {
  act(() => rowOf(name).focus())
  fireEvent.keyDown(rowOf(name), { key: 'Delete' })
  return waitFor(() => screen.queryByRole('alertdialog', { name: /Delete/ }) ?? screen.getByRole('dialog', { name: /Delete/ }))
}
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })

const web = podRow('web-jjfi3')
const next = podRow('web-cc6ul', { ready: 0, status: 'Pending', created: NOW })

describe('the pods page', () => {
  it('counts what is worth a look, and a count filters by it', async () => {
    const { search, pass } = await show([web, podRow('bad', crashing), podRow('slow', { status: 'Pending', ready: 0 })])
    pass(300)
    expect(screen.getByText('3 pods')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: '1 failing' }))
    expect(search().q).toBe('status:failing')
    expect(screen.queryByRole('row', { name: /web-jjfi3/ })).toBeNull()
    expect(rowOf('bad')).toBeDefined()
  })

  it('says what a filter hides, and shows it again', async () => {
    const { search } = await show([web, podRow('db-0')], { search: '?ns=shop&q=zzz' })
    expect(screen.getByText(/2 are hidden by the filter/)).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
    expect(search().q).toBeUndefined()
    expect(rowOf('db-0')).toBeDefined()
  })

  it('takes two words as typed, and writes them into the address after a pause', async () => {
    const { search, pass } = await show([web, podRow('db-0', { node: 'node-2' })])
    const field = screen.getByRole('searchbox', { name: 'Filter' })
    fireEvent.change(field, { target: { value: 'shop ' } })
    fireEvent.change(field, { target: { value: 'shop node-2' } })
    expect(screen.queryByRole('row', { name: /web-jjfi3/ })).toBeNull()
    expect(search().q).toBeUndefined()
    pass(600)
    expect(search().q).toBe('shop node-2')
  })

  it('quotes the cluster on why', async () => {
    await show([podRow('bad', crashing)])
    fireEvent.click(within(rowOf('bad')).getByRole('button', { name: 'Why CrashLoopBackOff?' }))
    expect(screen.getByText('back-off 40s restarting failed container')).toBeDefined()
  })

  it('opens the peek by row, key and link, and the log by l', async () => {
    const { search } = await show([web])
    fireEvent.click(rowOf('web-jjfi3'))
    expect(search().peek).toBe('pods/shop/web-jjfi3')
    act(() => rowOf('web-jjfi3').focus())
    fireEvent.keyDown(rowOf('web-jjfi3'), { key: 'l' })
    expect(search()['at']).toBe('log')
  })

  it('pauses and goes on', async () => {
    const { say, search } = await show([web])
    fireEvent.keyDown(document.body, { key: 'p' })
    expect(search().paused).toBe('1')
    say({ set: [podRow('late')] })
    expect(screen.queryByRole('row', { name: /late/ })).toBeNull()
    expect(screen.getByText(/1 change waiting/)).toBeDefined()
    fireEvent.keyDown(document.body, { key: 'p' })
    expect(rowOf('late')).toBeDefined()
  })
})

describe('deleting a pod', () => {
  it('shows the command and begins at Cancel; the same key again deletes exactly this pod; the notice tells what took its place', async () => {
    const { commands, say, pass } = await show([web])
    const question = await wishGone('web-jjfi3')
    expect(within(question).getByText('ReplicaSet web starts another one in its place.')).toBeDefined()
    expect(question.textContent).toContain('kubectl delete pod web-jjfi3 -n shop --context=minikube')
    expect(document.activeElement?.textContent).toBe('Cancel')
    await act(async () => press('Delete'))
    await waitFor(() => expect(commands).toEqual([{ namespace: 'shop', name: 'web-jjfi3', uid: web.uid, gracePeriodSeconds: null }]))
    await waitFor(() => expect(rowOf('web-jjfi3').querySelector('[data-write]')?.getAttribute('data-write')).toBe('accepted'))
    expect(rowOf('web-jjfi3').textContent).toContain('Running')
    pass(300)
    say({ set: [{ ...web, deletedAt: NOW + 30, status: 'Terminating' }, next] })
    expect(rowOf('web-jjfi3').querySelector('[data-write]')?.getAttribute('data-write')).toBe('seen')
    expect(notice()).toContain('Deleted …jjfi3. …cc6ul took its place in 0.3 s')
    pass(1_800)
    say({ set: [{ ...next, ready: 1, status: 'Running' }], removed: [web.uid] })
    expect(notice()).toContain('ready in 2.1 s')
  })

  it('Escape leaves everything as it is and gives the row its keyboard back', async () => {
    const { commands } = await show([web])
    await wishGone('web-jjfi3')
    press('Escape')
    await waitFor(() => expect(document.activeElement).toBe(rowOf('web-jjfi3')))
    expect(commands).toEqual([])
  })

  it('does nothing when another pod took the name meanwhile, and says so', async () => {
    const { commands, say } = await show([web])
    const question = await wishGone('web-jjfi3')
    say({ removed: [web.uid], set: [podRow('web-jjfi3', { uid: 'other' })] })
    expect(within(question).getByRole('alert').textContent).toContain('another pod has its name now')
    expect(within(question).getByRole('button', { name: 'Delete pod' }).getAttribute('aria-disabled')).toBe('true')
    press('Delete')
    fireEvent.click(within(question).getByRole('button', { name: 'Delete pod' }))
    expect(commands).toEqual([])
  })

  it('asks in a dialog for a pod that does not come back', async () => {
    await show([podRow('toolbox', { controller: null })])
    const question = await wishGone('toolbox')
    expect(question.tagName).toBe('DIALOG')
    expect(question.textContent).toContain('Nothing brings it back')
  })

  it('wants the number typed for many', async () => {
    const pods = Array.from({ length: 6 }, (_, index) => podRow(`web-${index}`))
    const { commands } = await show(pods)
    act(() => rowOf('web-0').focus())
    for (let step = 0; step < 5; step++) fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowDown', shiftKey: true })
    expect(screen.getByText('6 selected')).toBeDefined()
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Delete' })
    const question = await screen.findByRole('dialog', { name: 'Delete 6 pods?' })
    const confirm = within(question).getByRole('button', { name: 'Delete 6 pods' })
    fireEvent.click(confirm)
    expect(commands).toEqual([])
    fireEvent.change(within(question).getByRole('textbox'), { target: { value: '6 pods' } })
    await act(async () => fireEvent.click(confirm))
    await waitFor(() => expect(commands.length).toBe(6))
  })

  it('refuses with the reason: a protected namespace, no right, no connection', async () => {
    const dns = podRow('dns', { namespace: 'kube-system' })
    const { commands, live } = await show([dns, web], { allowed: false })
    expect((await wishGone('dns')).textContent).toContain('--allow-system')
    press('Delete')
    press('Escape')
    await waitFor(async () => expect((await wishGone('web-jjfi3')).textContent).toContain('needs the verb "delete" on pods'))
    press('Delete')
    press('Escape')
    act(() => live.link.set({ link: { state: 'lost', since: 0, retryAt: null }, freshness: 'stale', heardAt: 0, outdated: false, back: null }))
    expect((await wishGone('web-jjfi3')).textContent).toContain('No connection to Binnacle')
    press('Delete')
    expect(commands).toEqual([])
  })

  it('asks once more while the cluster is not heard', async () => {
    const { commands, say } = await show([web])
    say({ state: { state: 'stale', since: (NOW - 14) * 1000, cause: 'cluster', failure: null } })
    const question = await wishGone('web-jjfi3')
    press('Delete')
    expect(question.textContent).toContain('The cluster has not answered for 14s')
    expect(commands).toEqual([])
    await act(async () => press('Delete'))
    await waitFor(() => expect(commands.length).toBe(1))
  })

  it('tells a refusal in the words of the cluster, and keeps it on the screen', async () => {
    const failure = { reason: 'Conflict' as const, code: 409, message: 'the UID in the precondition does not match' }
    const { pass } = await show([web], { delete: { ok: false, failure } })
    await wishGone('web-jjfi3')
    await act(async () => press('y'))
    await waitFor(() => expect(notice()).toContain('…jjfi3 was not deleted: the UID in the precondition does not match'))
    pass(60_000)
    expect(notice()).toContain('was not deleted')
  })
})

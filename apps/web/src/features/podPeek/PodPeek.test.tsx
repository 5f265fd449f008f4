import type { EventRow, LogLine } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { container, crashing, ended, NOW, podDetail, podRow, unscheduled } from './testing/pods.ts'
import { showPeek } from './testing/showPeek.tsx'

afterEach(cleanup)

const line = (text: string): LogLine => ({ at: '2026-11-21T05:02:10.123456789Z', text })
const event = (parts: Partial<EventRow>): EventRow => ({
  uid: 'e1',
  namespace: 'shop',
  name: 'e1',
  created: NOW - 60,
  type: 'Warning',
  reason: 'BackOff',
  object: { kind: 'Pod', namespace: 'shop', name: 'lbapp-6bb5f98d5f-xmfzb', uid: 'uid-1', fieldPath: '' },
  message: 'Back-off restarting failed container',
  source: 'kubelet',
  count: 9,
  firstSeen: NOW - 60,
  lastSeen: NOW - 8,
  ...parts,
})
const region = (name: string) => screen.getByRole('region', { name })
const log = () => screen.getByRole('log')

describe('looking into a pod', () => {
  it('says how it is and where it runs', () => {
    showPeek(podDetail())
    const peek = screen.getByRole('complementary', { name: 'Pod lbapp-6bb5f98d5f-xmfzb' })
    expect(peek.textContent).toContain('Running')
    expect(peek.textContent).toContain('Ready 1/1')
    expect(peek.textContent).toContain('Age3m20s')
    for (const words of ['minikube', '10.244.0.17', 'Burstable', 'ReplicaSet']) expect(peek.textContent).toContain(words)
    expect(screen.queryByRole('region', { name: 'Why' })).toBeNull()
  })

  it('tells why a crashing one crashes, and counts down to the next try', () => {
    const { pass } = showPeek(crashing())
    const why = region('Why')
    expect(why.textContent).toContain('web keeps ending')
    expect(why.textContent).toContain('back-off 40s restarting failed container')
    expect(why.textContent).toContain('exit code 1, ended with an error, after 37s')
    expect(why.textContent).toContain('panic: no database')
    expect(why.textContent).toContain('next try in 17s')
    pass(5_000)
    expect(why.textContent).toContain('next try in 12s')
    pass(13_000)
    expect(why.textContent).toContain('next try any moment')
  })

  it('gives the words of the scheduler for one without a node, and explains that there is nothing to log', () => {
    showPeek(unscheduled())
    expect(region('Why').textContent).toContain('0/1 nodes are available: 1 Insufficient cpu.')
    expect(region('Logs').textContent).toContain('Nothing to log yet')
    expect(screen.queryByRole('log')).toBeNull()
  })

  it('has its containers in order, each with its state in words', () => {
    showPeek(
      podDetail({
        containers: [
          container({ name: 'setup', role: 'init', ready: false, state: ended({ exitCode: 0, reason: 'Completed' }) }),
          container({ name: 'proxy', role: 'sidecar' }),
          container({ restarts: 1, last: ended({ reason: 'OOMKilled', exitCode: 137 }) }),
        ],
      }),
    )
    const cards = within(region('Containers')).getAllByRole('listitem')
    expect(cards.map((card) => within(card).getByRole('heading').textContent)).toEqual(['setup', 'proxy', 'web'])
    expect(cards[0]?.textContent).toContain('Completed')
    expect(cards[0]?.textContent).toContain('Exit code 0: ended well')
    expect(cards[1]?.textContent).toContain('sidecar')
    expect(cards[2]?.textContent).toContain('Running')
    expect(cards[2]?.textContent).toContain('exit code 137, killed because it needed more memory than its limit')
  })

  it('puts conditions in plain words', () => {
    showPeek(
      podDetail({
        conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'containers with unready status: [web]', since: NOW - 31 }],
      }),
    )
    const row = within(region('Conditions')).getByRole('row', { name: /Ready/ })
    expect(row.textContent).toContain('Services send it no traffic')
    expect(row.textContent).toContain('ContainersNotReady: containers with unready status: [web]')
  })

  it('shows its events newest first, with unseen characters written out', () => {
    const { events } = showPeek(podDetail())
    events(event({}), event({ uid: 'e2', type: 'Normal', reason: 'Pulled\u001b', message: 'a\u202Eb <img src=x>', count: 1, lastSeen: NOW - 2 }))
    const lines = within(region('Events')).getAllByRole('listitem')
    expect(lines.map((each) => each.textContent)).toEqual([
      'Pulled\\x1b a\\u202eb <img src=x>2s',
      'Warning: BackOff Back-off restarting failed container×9 · 8s',
    ])
    expect(region('Events').querySelector('img')).toBeNull()
  })

  it('closes with Escape, and gives the keyboard back to its row', () => {
    const { closed, container: page } = showPeek(podDetail())
    const row = document.createElement('div')
    row.tabIndex = -1
    row.setAttribute('role', 'row')
    row.dataset['opened'] = 'true'
    page.append(row)
    fireEvent.keyDown(log(), { key: 'Escape' })
    expect(closed.times).toBe(1)
    expect(document.activeElement).toBe(row)
  })

  it('stays as it was when the pod is deleted, keeps the log, and names the pod that took its place', () => {
    const pod = podDetail()
    const shown = showPeek(pod, { deleteButton: () => <button type="button">Delete</button> })
    act(() => shown.log().set({ state: 'following', failure: null, lines: [line('last words')], dropped: 0, gap: false }))
    expect(screen.getByRole('button', { name: 'Delete' })).toBeTruthy()
    shown.gone(pod.uid)
    shown.pass(12_000)
    expect(screen.getByRole('status').textContent).toContain('Deleted 12s ago')
    expect(log().textContent).toContain('last words')
    expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull()
    act(() =>
      shown.live.say(
        { topic: 'pods', context: 'minikube', params: { namespaces: ['shop'] } },
        { set: [podRow({ uid: 'uid-2', name: 'lbapp-6bb5f98d5f-bqn86', created: NOW })] },
      ),
    )
    fireEvent.click(screen.getByRole('button', { name: 'lbapp-6bb5f98d5f-bqn86' }))
    expect(shown.opened).toMatchObject([{ namespace: 'shop', name: 'lbapp-6bb5f98d5f-bqn86' }])
  })

  it('does not take another pod of the same name for the one that was opened', () => {
    const pod = podDetail()
    const shown = showPeek(pod)
    shown.gone(pod.uid, podDetail({ row: { uid: 'uid-9', ip: '10.244.0.99', created: NOW } }))
    expect(screen.getByRole('status').textContent).toContain('Deleted')
    expect(screen.getByRole('complementary').textContent).not.toContain('10.244.0.99')
    fireEvent.click(screen.getByRole('button', { name: pod.name }))
    expect(screen.queryByRole('status')).toBeNull()
    expect(screen.getByRole('complementary').textContent).toContain('10.244.0.99')
  })

  it('says so when there is no such pod', () => {
    const { live } = showPeek(null)
    expect(screen.getByRole('complementary').textContent).not.toContain('no pod')
    act(() => live.say({ topic: 'pod', context: 'minikube', params: { namespace: 'shop', name: 'lbapp-6bb5f98d5f-xmfzb' } }, {}))
    expect(screen.getByRole('complementary').textContent).toContain('There is no pod lbapp-6bb5f98d5f-xmfzb in shop any more.')
  })

  it('quotes the cluster when the pod may not be read', () => {
    const { live } = showPeek(null)
    const failure = { reason: 'Forbidden' as const, code: 403, message: 'pods "x" is forbidden: User "eve" cannot list' }
    const at = { topic: 'pod', context: 'minikube', params: { namespace: 'shop', name: 'lbapp-6bb5f98d5f-xmfzb' } } as const
    act(() => live.say(at, { state: { state: 'forbidden', failure } }))
    expect(screen.getByRole('complementary').textContent).toContain('User "eve" cannot list')
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(live.asked(at.topic, at.context, at.params).retry).toBe(1)
  })

  it('shows the lines for a terminal', () => {
    showPeek(podDetail())
    expect(screen.getByText('kubectl describe pod lbapp-6bb5f98d5f-xmfzb -n shop')).toBeTruthy()
    expect(screen.getByText('kubectl logs lbapp-6bb5f98d5f-xmfzb -n shop -c web --tail=200 -f')).toBeTruthy()
  })
})

describe('its log', () => {
  it('follows the container, and shows colours but no other escape', () => {
    const { log: value } = showPeek(podDetail())
    act(() =>
      value().set({ state: 'following', failure: null, lines: [line('\u001b[31mERROR\u001b[0m \u001b[2J<b>x</b>'), line('second')], dropped: 0, gap: false }),
    )
    const lines = log().querySelectorAll('.log-line')
    expect([...lines].map((each) => each.textContent)).toEqual(['ERROR \\x1b[2J<b>x</b>\n', 'second\n'])
    expect(log().querySelector('.log-fg-red')?.textContent).toBe('ERROR')
    expect(log().querySelector('b')).toBeNull()
    expect(log().getAttribute('aria-live')).toBe('off')
  })

  it('has the keyboard when it was asked for, and says that it follows', () => {
    const shown = showPeek(podDetail(), { atLog: true })
    expect(document.activeElement).toBe(log())
    act(() => shown.log().set({ state: 'following', failure: null, lines: [line('a')], dropped: 0, gap: false }))
    expect(region('Logs').textContent).toContain('Following')
    act(() => shown.log().set({ state: 'lost', failure: null, lines: [line('a')], dropped: 0, gap: false }))
    expect(region('Logs').textContent).toContain('Connection lost')
  })

  it('quotes the cluster when the container waits to start, and reads again when it has started', () => {
    const starting = podDetail({
      row: { status: 'ContainerCreating' },
      containers: [container({ ready: false, state: { state: 'waiting', reason: 'ContainerCreating', message: '' } })],
    })
    const shown = showPeek(starting)
    const failure = { reason: 'BadRequest' as const, code: 400, message: 'container "web" in pod "x" is waiting to start: ContainerCreating' }
    act(() => shown.log().set({ state: 'ended', failure, lines: [], dropped: 0, gap: false }))
    expect(log().textContent).toContain('is waiting to start: ContainerCreating')
    shown.becomes(podDetail())
    act(() => shown.log({}, 'web/0/ran').set({ state: 'following', failure: null, lines: [line('here I am')], dropped: 0, gap: false }))
    expect(log().textContent).toBe('here I am\n')
  })

  it('keeps what the reader has before him when the container is started again, and goes on below', () => {
    const shown = showPeek(podDetail())
    act(() => shown.log().set({ state: 'ended', failure: null, lines: [line('first run')], dropped: 0, gap: false }))
    shown.becomes(podDetail({ row: { restarts: 1, lastRestartAt: NOW }, containers: [container({ restarts: 1, last: ended({ exitCode: 3 }) })] }))
    act(() => shown.log({}, 'web/1/ran').set({ state: 'following', failure: null, lines: [line('second run')], dropped: 0, gap: false }))
    expect(log().textContent).toBe('first run\nweb ended (exit code 3) and was started againsecond run\n')
  })

  it('shows the run before the restart with p, in the log view only', () => {
    const shown = showPeek(crashing())
    const previous = () => screen.getByRole('button', { name: 'Previous' })
    act(() => shown.log({ previous: true }).set({ state: 'ended', failure: null, lines: [line('panic: no database')], dropped: 0, gap: false }))
    expect(previous().hasAttribute('data-lit')).toBe(true)
    fireEvent.keyDown(screen.getByRole('complementary'), { key: 'p' })
    expect(previous().getAttribute('aria-pressed')).toBe('false')
    fireEvent.keyDown(log(), { key: 'p' })
    expect(previous().getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByRole('log', { name: 'Previous log of web' }).textContent).toContain('panic: no database')
    expect(screen.getByText('kubectl logs lbapp-6bb5f98d5f-xmfzb -n shop -c web --previous --tail=200')).toBeTruthy()
  })

  it('says why there is no earlier log', () => {
    showPeek(podDetail())
    const previous = screen.getByRole('button', { name: 'Previous' })
    expect(previous.getAttribute('aria-disabled')).toBe('true')
    expect(previous.title).toBe('web was never restarted, so there is no earlier log')
    fireEvent.click(previous)
    fireEvent.keyDown(log(), { key: 'p' })
    expect(previous.getAttribute('aria-pressed')).toBe('false')
    expect(screen.getByRole('log', { name: 'Log of web' })).toBeTruthy()
  })

  it('is of the container that is chosen, by its chip or its card', () => {
    const shown = showPeek(podDetail({ containers: [container(), container({ name: 'db' })] }))
    act(() => shown.log({ container: 'db' }).set({ state: 'following', failure: null, lines: [line('ready for connections')], dropped: 0, gap: false }))
    fireEvent.click(within(screen.getByRole('group', { name: 'Container' })).getByRole('button', { name: 'db' }))
    expect(log().textContent).toContain('ready for connections')
    fireEvent.click(screen.getByRole('button', { name: 'Log of web' }))
    expect(screen.getByRole('log', { name: 'Log of web' })).toBeTruthy()
  })

  it('says what it does not keep, and that lines may be missing', () => {
    const shown = showPeek(podDetail())
    act(() => shown.log().set({ state: 'following', failure: null, lines: [line('a')], dropped: 1_200, gap: false }))
    expect(log().textContent).toContain('1,200 lines before these are not kept here.')
    act(() => shown.log().set({ state: 'following', failure: null, lines: [line('a')], dropped: 0, gap: true }))
    expect(log().textContent).toContain('lines may be missing')
  })

  it('shows a very long line in part until asked for all of it', () => {
    const shown = showPeek(podDetail())
    act(() => shown.log().set({ state: 'following', failure: null, lines: [line('x'.repeat(1_000_000))], dropped: 0, gap: false }))
    fireEvent.click(screen.getByRole('button', { name: '… 996,000 more characters' }))
    expect(log().querySelector('.log-line')?.textContent).toHaveLength(1_000_001)
  })

  it('shows times on request', () => {
    const shown = showPeek(podDetail())
    act(() => shown.log().set({ state: 'following', failure: null, lines: [line('a')], dropped: 0, gap: false }))
    fireEvent.keyDown(log(), { key: 't' })
    expect(log().querySelector('time')?.getAttribute('datetime')).toBe('2026-11-21T05:02:10.123456789Z')
  })

  it('stays where the reader is, counts what came, and goes to the end on request', () => {
    const shown = showPeek(podDetail())
    const lines = Array.from({ length: 300 }, (_, number) => line(String(number)))
    act(() => shown.log().set({ state: 'following', failure: null, lines, dropped: 0, gap: false }))
    const box = log()
    Object.defineProperties(box, { scrollHeight: { value: 5_400, configurable: true }, clientHeight: { value: 300 } })
    act(() => {
      box.scrollTop = 5_100
      fireEvent.scroll(box)
    })
    expect(box.dataset['following']).toBe('true')
    act(() => {
      box.scrollTop = 2_000
      fireEvent.scroll(box)
    })
    expect(box.dataset['following']).toBe('false')
    act(() =>
      shown
        .log()
        .set({ state: 'following', failure: null, lines: [...lines.slice(37), ...Array.from({ length: 37 }, () => line('new'))], dropped: 0, gap: false }),
    )
    expect(box.scrollTop).toBe(2_000)
    fireEvent.click(screen.getByRole('button', { name: /37 new lines/ }))
    expect(box.dataset['following']).toBe('true')
    expect(box.scrollTop).toBe(5_400)
  })
})

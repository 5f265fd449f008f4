import type { EventRow, TopicParams } from '@binnacle/shared'
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { giveScreen, NOW, showPage } from '../../page/testing/showPage.tsx'
import { EventsPage } from './EventsPage.tsx'

afterEach(cleanup)
beforeAll(giveScreen)

const at: { topic: 'events'; context: string; params: TopicParams<'events'> } = { topic: 'events', context: 'minikube', params: { namespaces: ['shop'] } }

const event = (uid: string, parts: Partial<EventRow> = {}): EventRow => ({
  uid,
  namespace: 'shop',
  name: uid,
  created: NOW - 60,
  type: 'Normal',
  reason: 'Pulled',
  object: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'pod-1', fieldPath: '' },
  message: 'Container image already present',
  source: 'kubelet',
  count: 1,
  firstSeen: NOW - 60,
  lastSeen: NOW - 60,
  ...parts,
})
const warning = event('w', { type: 'Warning', reason: 'BackOff', message: 'Back-off restarting failed container', count: 9, lastSeen: NOW - 8 })

const show = async (search = '?ns=shop') => {
  const { live, at: where, pass } = await showPage(EventsPage, `/c/minikube/events${search}`)
  return {
    live,
    pass,
    say: (...events: EventRow[]) => act(() => live.say(at, { set: events })),
    search: () => where().search,
  }
}

const rows = () =>
  within(screen.getByRole('grid', { name: 'Events' }))
    .getAllByRole('row')
    .slice(1)
    .filter((row) => row.dataset['uid'] !== undefined)
const uids = () => rows().map((row) => row.dataset['uid'])

describe('the stream of events', () => {
  it('has the newest first, with how often and about what', async () => {
    const { say } = await show()
    say(event('a'), warning, event('b', { lastSeen: NOW - 2 }))
    expect(uids()).toEqual(['b', 'w', 'a'])
    const text = rows()[1]?.textContent
    for (const words of ['8s', '×9', 'Warning', 'BackOff', 'pod/web-1', 'Back-off restarting failed container']) expect(text).toContain(words)
  })

  it('counts warnings, and shows only them on request, in the address too', async () => {
    const { say, search, pass } = await show()
    say(event('a'), warning)
    pass(1_000)
    expect(document.querySelector('[data-summary]')?.textContent).toContain('2 events·1 warning')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Warnings only' })))
    expect(search()).toMatchObject({ type: 'Warning', ns: 'shop' })
    pass(1_000)
    expect(uids()).toEqual(['w'])
  })

  it('opens as its address says', async () => {
    const { say } = await show('?ns=shop&reason=BackOff&q=restarting')
    say(event('a'), warning, event('x', { reason: 'BackOff', message: 'pulling image' }))
    expect(uids()).toEqual(['w'])
  })

  it('offers the common reasons as filters', async () => {
    const { say, search, pass } = await show()
    say(event('a'), event('b'), warning)
    pass(1_000)
    const chips = within(screen.getByRole('group', { name: 'Reason' }))
    expect(chips.getAllByRole('button').map((chip) => chip.textContent)).toEqual(['Pulled2', 'BackOff1'])
    await act(async () => fireEvent.click(chips.getByRole('button', { name: /BackOff/ })))
    expect(search()).toMatchObject({ reason: 'BackOff' })
    expect(uids()).toEqual(['w'])
  })

  it('does not move while the reader is further down, says how many are new, and shows them on request', async () => {
    const { say, pass } = await show()
    say(event('a', { lastSeen: NOW - 30 }), event('b', { lastSeen: NOW - 20 }))
    pass(1_000)
    const grid = screen.getByRole('grid')
    grid.scrollTop = 400
    act(() => {
      fireEvent.scroll(grid)
    })
    say(event('c', { lastSeen: NOW - 1 }), event('d', { lastSeen: NOW }), event('a', { lastSeen: NOW, count: 2 }))
    pass(5_000)
    expect(uids().slice(0, 2)).toEqual(['b', 'a'])
    expect(rows()[1]?.textContent).toContain('×2')
    fireEvent.click(screen.getByRole('button', { name: /3 new/ }))
    expect(uids()).toEqual(['d', 'a', 'c', 'b'])
    expect(grid.scrollTop).toBe(0)
  })

  it('opens the peek of a pod, and all of an event about anything else', async () => {
    const { say, search } = await show()
    say(
      warning,
      event('n', {
        object: { kind: 'Node', namespace: '', name: 'minikube', uid: 'n1', fieldPath: '' },
        reason: 'Starting',
        message: 'first line\nsecond \u202Eline',
      }),
    )
    fireEvent.click(screen.getByText('Starting', { selector: '[role=row] *' }))
    expect(screen.getByRole('region', { name: 'Event' }).textContent).toContain('first line\nsecond \\u202eline')
    fireEvent.keyDown(screen.getByRole('button', { name: 'Close the event' }), { key: 'Escape' })
    expect(screen.queryByRole('region', { name: 'Event' })).toBeNull()
    await act(async () => fireEvent.click(screen.getByRole('link')))
    expect(search()).toMatchObject({ peek: 'pods/shop/web-1' })
  })

  it('shows unseen characters in every field, and takes no strange name for a pod', async () => {
    const { say } = await show('?ns=shop&cols=wide')
    const evil = '\u001b]0;x\u0007\u202E<img src=x>'
    say(event('e', { type: evil, reason: evil, message: evil, source: evil, object: { kind: 'Pod', namespace: 'shop', name: evil, uid: '', fieldPath: '' } }))
    const row = rows()[0]
    for (const unseen of ['\u001b', '\u0007', '\u202E']) expect(row?.textContent).not.toContain(unseen)
    expect(row?.textContent?.split('\\x1b]0;x\\x07\\u202e<img src=x>')).toHaveLength(6)
    expect(row?.querySelector('a, img')).toBeNull()
  })

  it('says how many events were skipped, and reads all again on request', async () => {
    const { live } = await show()
    act(() => live.say(at, { set: [warning], skipped: 1_200 }))
    expect(screen.getByText(/1,200 events were skipped/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Read all again' }))
    expect(live.asked(at.topic, at.context, at.params).resync).toBe(1)
  })

  it('explains an empty list', async () => {
    const { say } = await show()
    say()
    expect(screen.getByText('No events in the last hour. Kubernetes forgets events after about 1 hour.')).toBeTruthy()
    expect(screen.getByText('kubectl get events -n shop -w --context=minikube')).toBeTruthy()
  })

  it('says what a filter hides', async () => {
    const { say, search } = await show('?ns=shop&type=Warning')
    say(event('a'), event('b'))
    expect(screen.getByText(/2 are hidden by the filter/)).toBeTruthy()
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Clear' })))
    expect(search()).toEqual({ ns: 'shop' })
  })
})

import type { NamespaceRow } from '@binnacle/shared'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { LiveContext } from './LiveContext.tsx'
import { TestLive } from './TestLive.ts'
import { useLink } from './useLink.ts'
import { useRows } from './useRows.ts'
import { useTopic } from './useTopic.ts'

afterEach(cleanup)

const row = (name: string): NamespaceRow => ({ uid: `u-${name}`, namespace: '', name, created: 1, status: 'Active' })

const Page = ({ on }: { on: boolean }) => {
  const { collection, state } = useTopic('namespaces', on ? {} : null)
  const rows = useRows(collection)
  return (
    <p>
      {useLink().freshness} {state.state}: {rows.map(({ name }) => name).join(' ')}
    </p>
  )
}

const show = (live: TestLive, context: string, on = true) => (
  <LiveContext value={{ socket: live, context }}>
    <Page on={on} />
  </LiveContext>
)

test('a page shows the rows and the state of its topic, of another context when that is chosen, and nothing when it asks for nothing', () => {
  const live = new TestLive()
  live.say({ topic: 'namespaces', context: 'other', params: {} }, { set: [row('theirs')], state: { state: 'catching up' } })
  const { rerender } = render(show(live, 'c'))
  const text = () => screen.getByText(/:/).textContent
  expect(text()).toBe('live first paint: ')
  act(() => live.say({ topic: 'namespaces', context: 'c', params: {} }, { set: [row('default'), row('mine')] }))
  expect(text()).toBe('live live: default mine')
  act(() => live.say({ topic: 'namespaces', context: 'c', params: {} }, { removed: ['u-default'], state: { state: 'behind', since: 1 } }))
  expect(text()).toBe('live behind: mine')
  rerender(show(live, 'other'))
  expect(text()).toBe('live catching up: theirs')
  rerender(show(live, 'other', false))
  expect(text()).toBe('live first paint: ')
  act(() => live.link.set({ ...live.link.get(), freshness: 'stale' }))
  expect(text()).toBe('stale first paint: ')
})

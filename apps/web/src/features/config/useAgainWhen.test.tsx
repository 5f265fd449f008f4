import { ManualClock } from '@binnacle/shared'
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createTime, TimeContext } from '../../ui/Time.ts'
import { useAgainWhen } from './useAgainWhen.ts'

afterEach(cleanup)

it('asks again after a change, and while changes go on once in two seconds', () => {
  const clock = new ManualClock()
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: () => '' })
  const asked: string[] = []
  function Asking({ mark }: { mark: string }) {
    useAgainWhen(mark, () => asked.push(mark))
    return null
  }
  const page = (mark: string) => (
    <TimeContext value={time}>
      <Asking mark={mark} />
    </TimeContext>
  )
  const { rerender } = render(page('0'))
  const pass = (ms: number) => act(() => clock.advance(ms))
  pass(1_000)
  expect(asked).toEqual([])
  for (let change = 1; change <= 10; change++) {
    rerender(page(String(change)))
    pass(400)
  }
  expect(asked).toEqual(['1', '6'])
  pass(2_000)
  expect(asked).toEqual(['1', '6', '10'])
})

import { expect, test } from 'vitest'
import { ManualClock } from '../clock.ts'
import { done, refused } from '../Status.ts'
import { createWorkQueue } from './workQueue.ts'

const refusal = refused({ code: 409, reason: 'Conflict', message: 'again' })

test('a key that is added often is reconciled once, and not within the turn that adds it', () => {
  const clock = new ManualClock(0)
  const turns: string[] = []
  const queue = createWorkQueue(clock, (key) => {
    turns.push(key)
    if (turns.length === 1) queue.add('b')
    return done(null)
  })
  for (const key of ['a', 'a', 'a']) queue.add(key)
  expect(turns).toEqual([])
  clock.advance(0)
  expect(turns).toEqual(['a', 'b'])
})

test('what is refused is tried again with doubling pauses, and starts anew after it went well', () => {
  const clock = new ManualClock(0)
  const at: number[] = []
  const queue = createWorkQueue(clock, () => {
    at.push(clock.now())
    return at.length < 5 ? refusal : done(null)
  })
  queue.add('a')
  clock.advance(1_000)
  expect(at).toEqual([0, 5, 15, 35, 75])
})

test('a later time never delays an earlier one, and nothing happens after stop', () => {
  const clock = new ManualClock(0)
  const at: number[] = []
  const queue = createWorkQueue(clock, () => {
    at.push(clock.now())
    return done(null)
  })
  queue.addAfter('a', 100)
  queue.addAfter('a', 10)
  queue.addAfter('a', 50)
  clock.advance(200)
  expect(at).toEqual([10])
  queue.add('a')
  queue.stop()
  queue.add('b')
  clock.advance(200)
  expect(at).toEqual([10])
})

test('no timer is set for longer than Node can wait', () => {
  const waits: number[] = []
  const queue = createWorkQueue({ now: () => 0, after: (ms) => (waits.push(ms), () => {}) }, () => done(null))
  queue.addAfter('a', 400 * 86_400_000)
  expect(waits).toEqual([2_147_483_647])
})

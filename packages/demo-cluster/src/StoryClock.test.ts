import { expect, test } from 'vitest'
import { ManualClock } from './clock.ts'
import { StoryClock } from './StoryClock.ts'

test('a story is told at its own moments, and its timers go on where the living clock stands', () => {
  const live = new ManualClock(10_000)
  const clock = new StoryClock(1_000)
  const told: string[] = []
  const tell = (what: string) => () => told.push(`${what} ${clock.now()}`)
  clock.after(2_000, tell('due'))
  clock.after(11_000, tell('later'))
  clock.after(9_500, tell('late'))
  clock.after(9_000, tell('never'))()
  clock.advance(3_000)
  expect(told).toEqual(['due 3000'])
  clock.goLive(live)
  live.advance(2_500)
  expect(told).toEqual(['due 3000', 'late 10500', 'later 12000'])
})

test('over a leap, what repeats happens once', () => {
  const clock = new StoryClock(0)
  const beats: number[] = []
  const beat = () => {
    beats.push(clock.now())
    clock.after(10, beat)
  }
  beat()
  clock.leap(1_000)
  clock.advance(10)
  expect(beats).toEqual([0, 1_000, 1_010])
})

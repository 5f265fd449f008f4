import { expect, test } from 'vitest'
import { freshnessOf, Heard } from './Heard.ts'

test('server time does not depend on the browser clock, by days either way', () => {
  for (const skew of [-172_800_000, 0, 172_800_000]) {
    const heard = new Heard()
    heard.hello(1_000 + skew, 1_010 + skew, 500_000)
    heard.heartbeat(6_015 + skew, 505_000)
    expect(Math.abs(heard.serverNow(6_015 + skew) - 505_005)).toBeLessThanOrEqual(10)
  }
})

test('a browser clock that is set is followed within half a minute', () => {
  const heard = new Heard()
  heard.hello(0, 0, 0)
  for (let beat = 1; beat <= 6; beat++) heard.heartbeat(beat * 5_000 + 4_000, beat * 5_000)
  expect(heard.serverNow(34_000)).toBe(30_000)
})

test('age counts from when the heartbeat was sent, so a link that lags is not fresh', () => {
  const heard = new Heard()
  expect(heard.age(5)).toBeNull()
  heard.hello(0, 40, 1_000_000)
  expect(heard.age(40)).toBe(40)
  heard.heartbeat(5_000, 1_005_000)
  expect(heard.age(5_000)).toBe(0)
  heard.heartbeat(19_000, 1_010_000)
  expect(heard.age(19_000)).toBe(9_000)
  heard.frame(21_000)
  expect(heard.age(21_000)).toBe(11_000)
  expect(heard.silence(21_500)).toBe(500)
})

test('a hello that took long to come may be as old as that', () => {
  const heard = new Heard()
  heard.hello(0, 9_000, 1_000_000)
  expect(heard.age(9_000)).toBe(9_000)
})

test('an overtaken heartbeat says nothing new; a server clock that was set back is believed the second time', () => {
  const heard = new Heard()
  heard.hello(0, 0, 100_000)
  heard.heartbeat(5_000, 105_000)
  heard.heartbeat(10_000, 104_000)
  expect(heard.age(10_000)).toBe(5_000)
  heard.heartbeat(10_000, 50_000)
  expect(heard.age(10_000)).toBe(0)
})

test('live < 8 s, behind 8–12 s, stale from 12 s', () => {
  expect([0, 7_999, 8_000, 11_999, 12_000].map(freshnessOf)).toEqual(['live', 'live', 'behind', 'behind', 'stale'])
})

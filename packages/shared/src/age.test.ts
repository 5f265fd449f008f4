import { describe, expect, it } from 'vitest'
import { age, humanDuration, restartsText } from './age.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const YEAR = 365 * DAY

describe('durations as kubectl writes them', () => {
  // The first ten are the table of apimachinery's own duration_test.go; the rest are both sides of every rung.
  it.each([
    [1, '1s'],
    [70, '70s'],
    [190, '3m10s'],
    [70 * 60, '70m'],
    [47 * HOUR, '47h'],
    [49 * HOUR, '2d1h'],
    [(8 * 24 + 2) * HOUR, '8d'],
    [367 * DAY, '367d'],
    [(365 * 2 + 25) * DAY, '2y25d'],
    [(365 * 8 + 2) * DAY, '8y'],
    [0, '0s'],
    [0.999, '0s'],
    [119, '119s'],
    [119.999, '119s'],
    [120, '2m'],
    [180, '3m'],
    [192, '3m12s'],
    [599, '9m59s'],
    [600, '10m'],
    [659, '10m'],
    [179 * 60, '179m'],
    [3 * HOUR - 1, '179m'],
    [3 * HOUR, '3h'],
    [5 * HOUR + 10 * 60, '5h10m'],
    [8 * HOUR - 1, '7h59m'],
    [8 * HOUR, '8h'],
    [48 * HOUR - 1, '47h'],
    [48 * HOUR, '2d'],
    [76 * HOUR, '3d4h'],
    [72 * HOUR, '3d'],
    [8 * DAY - 1, '7d23h'],
    [8 * DAY, '8d'],
    [2 * YEAR - 1, '729d'],
    [2 * YEAR, '2y'],
    [2 * YEAR + 30 * DAY, '2y30d'],
    [8 * YEAR - 1, '7y364d'],
    [8 * YEAR, '8y'],
    [1e12, '292y'],
    [-0.5, '0s'],
    [-1.999, '0s'],
    [-2, '<invalid>'],
    [-1e12, '<invalid>'],
  ])('%d s is %s', (seconds, text) => {
    expect(humanDuration(seconds)).toBe(text)
  })
})

describe('ages', () => {
  it('are counted on the clock that is given', () => {
    expect(age(1000, 1192)).toBe('3m12s')
    expect(age(1000.000001, 1001)).toBe('0s')
  })

  it('are <unknown> without a time', () => {
    expect(age(null, 1000)).toBe('<unknown>')
    expect(age(0, 1000)).toBe('<unknown>')
  })
})

describe('restarts', () => {
  it.each([
    [{ restarts: 0, lastRestartAt: null }, '0'],
    [{ restarts: 3, lastRestartAt: 880 }, '3 (2m ago)'],
    [{ restarts: 5, lastRestartAt: null }, '5'],
    [{ restarts: 1, lastRestartAt: 1030 }, '1 (<invalid> ago)'],
  ])('%o are written %s', (row, text) => {
    expect(restartsText(row, 1000)).toBe(text)
  })
})

import { expect, test } from 'vitest'
import { canonicalAmount, compareQuantities, formatQuantity, milliValue, parseQuantity, wholeValue } from './quantity.ts'

/** As a 1.36.3 apiserver writes back what it was given. */
const canonical: readonly (readonly [string, string])[] = [
  ['0', '0'],
  ['0Mi', '0'],
  ['1000m', '1'],
  ['0.5', '500m'],
  ['1.5', '1500m'],
  ['100', '100'],
  ['1000', '1k'],
  ['1024', '1024'],
  ['1024Mi', '1Gi'],
  ['1536Mi', '1536Mi'],
  ['0.5Gi', '512Mi'],
  ['1.5Ki', '1536'],
  ['0.1Mi', '104857600m'],
  ['1e3', '1e3'],
  ['1E3', '1e3'],
  ['12e6', '12e6'],
  ['1500e-3', '1500e-3'],
  ['100u', '1m'],
  ['.5', '500m'],
  ['1e-1', '100e-3'],
  ['+5', '5'],
  ['-1', '-1'],
  ['1000000', '1M'],
  ['2000Ki', '2000Ki'],
  ['1E', '1E'],
  ['100n', '1m'],
]

test.each(canonical)('%s is written as %s', (written, expected) => expect(canonicalAmount(written)).toBe(expected))

test.each(['', 'abc', '1 Gi', '1gi', '--1', '1KiB', 'Mi', '.', '1.2.3'])('%j is no amount', (written) => expect(parseQuantity(written)).toBeNull())

test('amounts compare and count across families, rounded up', () => {
  const [a, b, c] = [parseQuantity('1Gi'), parseQuantity('1073741824'), parseQuantity('1G')]
  if (!a || !b || !c) throw new Error('not read')
  expect(compareQuantities(a, b)).toBe(0)
  expect(compareQuantities(c, a)).toBeLessThan(0)
  expect([milliValue('1.5'), milliValue('100u'), wholeValue('1500m'), wholeValue('64Mi'), milliValue(2)]).toEqual([1500, 1, 2, 67_108_864, 2000])
  expect(formatQuantity(b)).toBe('1073741824')
})

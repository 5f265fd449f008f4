import { expect, test } from 'vitest'
import { compareVersions } from './compareVersions.ts'

test('versions are ordered as decimal strings of any length', () => {
  const inOrder = ['1', '2', '9', '10', '99', '100', '123456789012345678901234567890', '123456789012345678901234567891', '1234567890123456789012345678900']
  const shuffled = [...inOrder].reverse().sort(compareVersions)
  expect(shuffled).toEqual(inOrder)
  expect(compareVersions('10', '10')).toBe(0)
})
